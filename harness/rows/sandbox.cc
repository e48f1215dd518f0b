// SPDX-License-Identifier: MIT
#include "rows/sandbox.h"

#include <map>
#include <utility>

#include "rows/one_transaction.h"

namespace pgstair::rows {

namespace {

const std::optional<chain::Script>& script_of(const chain::Revision& revision,
                                              chain::Direction direction) {
  return direction == chain::Direction::up ? revision.up : revision.down;
}

/// Everything in one transaction, states as savepoints.
class TransactionSandbox : public Sandbox {
 public:
  /// `up`, `down`: the revision's scripts, see in_one_transaction().
  TransactionSandbox(walk::WalkDatabase& database, const chain::Revision& revision,
                     chain::SqlScript up, std::optional<chain::SqlScript> down,
                     const catalog::Snapshot& good)
      : database_(database),
        revision_(revision),
        up_(std::move(up)),
        down_(std::move(down)),
        good_(good) {
    database_.begin_rehearsal();
  }

  void with_session(const std::function<void(postgres::Session&)>& action) override {
    action(database_.session());
  }

  walk::StepOutcome run(chain::Direction direction) override {
    const bool is_up = direction == chain::Direction::up;
    auto outcome = database_.try_script(is_up ? up_ : down_.value());
    if (outcome.failure && outcome.failure->kind == walk::StepFailure::Kind::statement)
      outcome.failure->statement = written(direction).statements[outcome.statements].text;
    return outcome;
  }

  void save(const std::string& name) override {
    database_.session().execute("SAVEPOINT pgstair_" + name);
  }
  void restore(const std::string& name) override {
    database_.session().execute("ROLLBACK TO SAVEPOINT pgstair_" + name);
  }

  void close() override { database_.end_rehearsal(good_); }

  bool is_own_fault(const postgres::ServerError& error) const override {
    return error.sqlstate == "55P04"      // an enum's new label, not committed yet
           || error.sqlstate == "55006";  // pending trigger events, which a COMMIT would have fired
  }

 private:
  const chain::SqlScript& written(chain::Direction direction) const {
    return std::get<chain::SqlScript>(*script_of(revision_, direction));
  }

  walk::WalkDatabase& database_;
  const chain::Revision& revision_;
  chain::SqlScript up_;
  std::optional<chain::SqlScript> down_;
  const catalog::Snapshot& good_;
};

/// Everything committed, states as copies of the database: for scripts that commit on their own,
/// and for those that another program runs.
class CopySandbox : public Sandbox {
 public:
  CopySandbox(walk::WalkDatabase& database, std::size_t index, const chain::Revision& revision)
      : database_(database), index_(index), revision_(revision), before_(copy()) {}

  void with_session(const std::function<void(postgres::Session&)>& action) override {
    is_at_before_ = false;
    postgres::Session& session = database_.session();
    session.execute("BEGIN");
    action(session);
    session.execute("COMMIT");
  }

  walk::StepOutcome run(chain::Direction direction) override {
    is_at_before_ = false;
    const bool is_up = direction == chain::Direction::up;
    auto outcome = is_up ? database_.upgrade(index_) : database_.downgrade(index_);
    if (outcome.ok()) database_.end_session(*script_of(revision_, direction));
    return outcome;
  }

  void save(const std::string& name) override {
    states_.insert_or_assign(name, is_at_before_ ? before_ : copy());
  }
  void restore(const std::string& name) override { database_.bring_back(*states_.at(name)); }

  void close() override { database_.bring_back(*before_); }

  bool is_own_fault(const postgres::ServerError&) const override { return false; }

 private:
  using State = std::shared_ptr<const walk::WalkDatabase::SavedState>;

  State copy() const {
    return std::make_shared<const walk::WalkDatabase::SavedState>(database_.save());
  }

  walk::WalkDatabase& database_;
  std::size_t index_;
  const chain::Revision& revision_;
  State before_;
  bool is_at_before_ = true;
  std::map<std::string, State> states_;
};

}  // namespace

std::unique_ptr<Sandbox> make_sandbox(walk::WalkDatabase& database, std::size_t index,
                                      const chain::Revision& revision,
                                      const catalog::Snapshot& good) {
  auto up = in_one_transaction(*revision.up);
  auto down = revision.down ? in_one_transaction(*revision.down) : std::nullopt;
  if (up && (down || !revision.down)) {
    return std::make_unique<TransactionSandbox>(database, revision, *std::move(up), std::move(down),
                                                good);
  }
  return std::make_unique<CopySandbox>(database, index, revision);
}

}  // namespace pgstair::rows
