// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "pgstair_test.h"
#include "requests.h"
#include "service.h"

/// Where the build keeps the results of walks for the processes to come.
#ifndef PGSTAIR_RESULTS_FOLDER
#define PGSTAIR_RESULTS_FOLDER ""
#endif

namespace pgstair {

namespace {

using gtest_support::Fields;
using gtest_support::text_at;

const char* name_of(Each each) {
  if (each == Each::chain) return "chain";
  return each == Each::check ? "check" : "revision";
}

Fields ask_about(const Chain& chain, const Fields& request) {
  return gtest_support::Service::of_this_process()->ask(
      gtest_support::request_about(request, gtest_support::walk_flags(chain)));
}

/// One walk for all tests of a chain, made when the first of them asks; or that of an earlier
/// process, if nothing has changed since.
class Walk {
 public:
  struct Result {
    std::string outcome;
    std::string text;
  };

  Walk(Chain chain, Each each) : chain_(std::move(chain)), each_(each) {}

  Result result_of(const std::string& test) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!results_) results_ = walk();
    if (!failure_.empty()) return {"failed", "the chain could not be walked: " + failure_};
    const auto found = results_->find(test);
    if (found != results_->end()) return found->second;
    return {"failed",
            "the walk has no result for this test: the chain has changed since it was listed"};
  }

 private:
  using Results = std::map<std::string, Result>;

  Results walk() {
    Results results;
    try {
      const Fields answer = ask_about(chain_, {"results", name_of(each_), PGSTAIR_RESULTS_FOLDER});
      for (std::size_t at = 0; at + 2 < answer.size(); at += 3)
        results[text_at(answer, at)] = {text_at(answer, at + 1), text_at(answer, at + 2)};
    } catch (const Error& error) {
      failure_ = error.what();
    }
    return results;
  }

  Chain chain_;
  Each each_;
  std::mutex mutex_;
  std::optional<Results> results_;
  std::string failure_;
};

/// Where a test's failure is told: in the revision's file.
struct Place {
  std::string file;
  int line = 0;
};

class ChainTest : public testing::Test {
 public:
  ChainTest(std::shared_ptr<Walk> walk, std::string name, Place place)
      : walk_(std::move(walk)), name_(std::move(name)), place_(std::move(place)) {}

  void TestBody() override {
    const Walk::Result result = walk_->result_of(name_);
    if (result.outcome == "failed") {
      ADD_FAILURE_AT(place_.file.c_str(), place_.line) << result.text;
    } else if (result.outcome == "skipped") {
      GTEST_SKIP() << result.text;
    }
  }

 private:
  std::shared_ptr<Walk> walk_;
  std::string name_;
  Place place_;
};

class UnlistedChain : public testing::Test {
 public:
  UnlistedChain(std::string why, CallSite at) : why_(std::move(why)), at_(at) {}
  void TestBody() override { ADD_FAILURE_AT(at_.file, at_.line) << why_; }

 private:
  std::string why_;
  CallSite at_;
};

/// Names that --gtest_filter selects: in it `-`, `:`, `*` and `?` have meanings of their own.
class TestNames {
 public:
  std::string made_of(std::string name) {
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_'; }, '_');
    std::string unique = name;
    for (int number = 2; !taken_.insert(unique).second; ++number)
      unique = name + "_" + std::to_string(number);
    return unique;
  }

 private:
  std::set<std::string> taken_;
};

void register_tests(const std::string& suite, const Fields& tests,
                    const std::shared_ptr<Walk>& walk) {
  TestNames names;
  for (std::size_t at = 0; at + 2 < tests.size(); at += 3) {
    const std::string name = text_at(tests, at);
    const Place place{text_at(tests, at + 1), std::atoi(text_at(tests, at + 2).c_str())};
    testing::RegisterTest(suite.c_str(), names.made_of(name).c_str(), nullptr, nullptr,
                          place.file.c_str(), place.line, [walk, name, place]() -> testing::Test* {
                            return new ChainTest(walk, name, place);
                          });
  }
}

}  // namespace

bool RegisterChain(const std::string& suite, const Chain& chain, Each each, CallSite at) {
  try {
    register_tests(suite, ask_about(chain, {"tests", name_of(each)}),
                   std::make_shared<Walk>(chain, each));
  } catch (const Error& error) {
    const std::string why = error.what();
    testing::RegisterTest(suite.c_str(), "can_be_listed", nullptr, nullptr, at.file, at.line,
                          [why, at]() -> testing::Test* { return new UnlistedChain(why, at); });
  }
  return true;
}

}  // namespace pgstair
