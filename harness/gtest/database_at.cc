// SPDX-License-Identifier: MIT
#include <ostream>
#include <utility>

#include "made_database.h"
#include "pgstair_test.h"
#include "requests.h"

namespace pgstair {

namespace {

using gtest_support::Fields;

Rows rows_of(const Fields& answer) {
  Rows result;
  const std::size_t columns = gtest_support::number_at(answer, 0);
  std::size_t next = 1;
  while (result.columns.size() < columns)
    result.columns.push_back(gtest_support::text_at(answer, next++));
  while (columns != 0 && next + columns <= answer.size()) {
    Row& row = result.rows.emplace_back();
    while (row.size() < columns) row.emplace_back(answer[next++]);
  }
  return result;
}

}  // namespace

DatabaseAt::DatabaseAt(const std::string& revision, const Chain& chain)
    : DatabaseAt("at", revision, chain) {}

DatabaseAt::DatabaseAt(const char* which, const std::string& revision, const Chain& chain) {
  auto service = gtest_support::Service::of_this_process();
  const Fields answer = service->ask(gtest_support::request_about(
      {"database", which, revision, std::to_string(chain.rows()), std::to_string(chain.seed())},
      chain.arguments()));
  made_ = std::make_unique<Made>(std::move(service), answer);
}

DatabaseAt::~DatabaseAt() = default;
DatabaseAt::DatabaseAt(DatabaseAt&&) noexcept = default;
DatabaseAt& DatabaseAt::operator=(DatabaseAt&&) noexcept = default;

const std::string& DatabaseAt::name() const { return made_->name; }
const std::string& DatabaseAt::url() const { return made_->url; }
const std::string& DatabaseAt::host() const { return made_->host; }
const std::string& DatabaseAt::port() const { return made_->port; }
const std::string& DatabaseAt::user() const { return made_->user; }
const std::string& DatabaseAt::title() const { return made_->title; }
const std::string& DatabaseAt::not_filled() const { return made_->not_filled; }

Rows DatabaseAt::query(const std::string& sql) const {
  return rows_of(made_->service->ask({"query", name(), sql}));
}

std::ostream& operator<<(std::ostream& out, const DatabaseAt& database) {
  return out << database.title() << " at " << database.url();
}

}  // namespace pgstair
