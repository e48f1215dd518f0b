// SPDX-License-Identifier: MIT
#include "catalog/reading_team.h"

#include <atomic>
#include <future>
#include <optional>
#include <utility>

#include "support/errors.h"

namespace pgstair::catalog {

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

/// One of the others, which connects at its first work.
class ReadingTeam::Member {
 public:
  Member(std::string conninfo, std::string shared)
      : conninfo_(std::move(conninfo)), shared_(std::move(shared)) {}

  /// None if the server does not let it in.
  ReadTransaction* transaction() {
    if (!asked_) {
      asked_ = true;
      session_ = join(conninfo_, shared_);
      if (session_) transaction_.emplace(*session_, shared_).give_way();
    }
    return transaction_ ? &*transaction_ : nullptr;
  }

  /// The session, without its transaction; none if the server did not let it in.
  postgres::Session* release() {
    transaction_.reset();
    return session_ ? &*session_ : nullptr;
  }

 private:
  std::string conninfo_;
  std::string shared_;
  bool asked_ = false;
  std::optional<postgres::Session> session_;
  std::optional<ReadTransaction> transaction_;
};

ReadingTeam::ReadingTeam(ReadTransaction& first) : first_(first) {}
ReadingTeam::~ReadingTeam() = default;

void ReadingTeam::grow(std::size_t count, const std::string& conninfo) {
  const std::string shared = first_.share();
  for (std::size_t i = 0; i < count; ++i) {
    others_.push_back(std::make_unique<Member>(conninfo, shared));
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
    at_work.push_back(std::async(std::launch::async, [&work, &member] {
      if (ReadTransaction* transaction = member->transaction()) work(*transaction);
    }));
  }
  work(first_);
  for (auto& one : at_work) one.get();
}

postgres::Session* ReadingTeam::release() {
  return others_.empty() ? nullptr : others_.front()->release();
}

}  // namespace pgstair::catalog
