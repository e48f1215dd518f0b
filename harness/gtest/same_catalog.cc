// SPDX-License-Identifier: MIT
#include <memory>
#include <ostream>
#include <utility>

#include "made_database.h"
#include "pgstair_test.h"
#include "requests.h"

namespace pgstair {

/// Asks the service what differs from a database of a test to something else.
class CatalogMatcher : public testing::MatcherInterface<const DatabaseAt&> {
 public:
  /// `request` is sent with the database's name as its second field.
  CatalogMatcher(gtest_support::Fields request, std::string title)
      : request_(std::move(request)), title_(std::move(title)) {}

  bool MatchAndExplain(const DatabaseAt& database,
                       testing::MatchResultListener* listener) const override {
    gtest_support::Fields request = request_;
    request.insert(request.begin() + 1, database.name());
    const std::string differences =
        gtest_support::text_at(database.made_->service->ask(request), 0);
    if (differences.empty()) return true;
    *listener << "which differs:\n" << differences;
    return false;
  }

  void DescribeTo(std::ostream* out) const override { *out << "has the catalog of " << title_; }
  void DescribeNegationTo(std::ostream* out) const override {
    *out << "has another catalog than " << title_;
  }

 private:
  gtest_support::Fields request_;
  std::string title_;
};

namespace {

testing::Matcher<const DatabaseAt&> matcher(gtest_support::Fields request, std::string title) {
  auto made = std::make_unique<CatalogMatcher>(std::move(request), std::move(title));
  return testing::MakeMatcher<const DatabaseAt&>(made.release());  // which owns it from now on
}

}  // namespace

testing::Matcher<const DatabaseAt&> SameCatalogAs(const std::string& revision, const Chain& chain) {
  return matcher(gtest_support::request_about({"compare", revision}, chain.arguments()),
                 revision == "model" ? "the model" : "the chain at " + revision);
}

testing::Matcher<const DatabaseAt&> SameCatalogAs(const DatabaseAt& other) {
  return matcher({"compare-databases", other.name()}, other.title());
}

}  // namespace pgstair
