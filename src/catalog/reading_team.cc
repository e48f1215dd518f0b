// SPDX-License-Identifier: MIT
#include "catalog/reading_team.h"

#include <atomic>
#include <future>
#include <optional>
#include <utility>

#include "support/errors.h"

namespace pgstair::catalog {

/// A session of the team's own, and its transaction.
struct ReadingTeam::Member {
  Member(postgres::Session own, const std::string& shared)
      : session(std::move(own)), transaction(session, shared) {}

  postgres::Session session;
  ReadTransaction transaction;
};

namespace {

/// A session that sees `shared`; none if there is none to be had.
std::optional<postgres::Session> join(const std::string& conninfo, const std::string& shared) try {
  postgres::Session session(conninfo);
  const auto outcome = session.try_execute(
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '" + shared + "'");
  const bool sees_it = postgres::failure(outcome) == nullptr;
  session.execute("ROLLBACK");
  if (!sees_it) return std::nullopt;
  return session;
} catch (const EnvironmentError&) {  // one session does all, only slower
  return std::nullopt;
}

}  // namespace

ReadingTeam::ReadingTeam(ReadTransaction& first) : first_(first) {}
ReadingTeam::~ReadingTeam() = default;

void ReadingTeam::grow(std::size_t count, const std::string& conninfo) {
  const std::string shared = first_.share();
  for (std::size_t i = 0; i < count; ++i) {
    auto session = join(conninfo, shared);
    if (!session) return;
    others_.push_back(std::make_unique<Member>(std::move(*session), shared));
  }
}

void ReadingTeam::share_out(std::size_t count, const Job& job) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&](ReadTransaction& transaction) {
    try {
      for (std::size_t i = next++; i < count; i = next++) job(transaction, i);
    } catch (...) {
      next = count;
      throw;
    }
  };
  std::vector<std::future<void>> at_work;
  for (const auto& member : others_) {
    at_work.push_back(std::async(std::launch::async, work, std::ref(member->transaction)));
  }
  work(first_);
  for (auto& one : at_work) one.get();
}

}  // namespace pgstair::catalog
