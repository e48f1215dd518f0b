// SPDX-License-Identifier: MIT
#include "server/databases.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <random>
#include <string_view>
#include <utility>

#include "support/checksum.h"
#include "support/errors.h"

namespace pgstair::server {

struct Databases::Shared {
  postgres::ConnectionString connection;
  Ways ways;
  postgres::Session session;
  std::string maintenance_database;
};

namespace {

/// Every name here is ours (see scratch_name()), or came out of a ScratchDatabase.
std::string quoted(const std::string& name) { return '"' + name + '"'; }

constexpr std::string_view name_prefix = "pgstair_";
constexpr std::size_t digits_of_a_name = 16;

std::string proof_of(std::string_view digits, std::string_view maintenance_database) {
  Checksum checksum;
  checksum.add("pgstair scratch database ");
  checksum.add(digits);
  checksum.add(maintenance_database);
  return checksum.text();
}

std::string current_database(postgres::Session& session) {
  return session.execute("SELECT current_database()").text(0, 0);
}

std::string key_of(const std::string& name) { return "hashtextextended('" + name + "', 0)"; }

class OwnedDatabase : public postgres::ScratchDatabase {
 public:
  OwnedDatabase(std::string name, const postgres::ConnectionString& connection,
                const postgres::ConnectionString& for_programs, std::function<void()> drop)
      : name_(std::move(name)),
        connection_(connection.with("dbname", name_)),
        for_programs_(for_programs.with("dbname", name_)),
        drop_(std::move(drop)) {}

  ~OwnedDatabase() override {
    try {
      drop_();
    } catch (const std::exception&) {
      // The server is gone and the database with it, or the next run reaps what is left.
    }
  }

  const std::string& name() const override { return name_; }
  std::string conninfo() const override { return connection_.conninfo(); }
  std::string url() const override { return for_programs_.url(); }

 private:
  std::string name_;
  postgres::ConnectionString connection_;
  postgres::ConnectionString for_programs_;
  std::function<void()> drop_;
};

}  // namespace

// CREATE and DROP DATABASE look for sessions once and then sleep for 100 ms (CountOtherDBBackends,
// procarray.c).
void await_end_of_others(postgres::Session& session, const std::string& name) {
  constexpr int attempts = 1000;
  const std::string others =
      "SELECT pg_catalog.pg_sleep(0.001) FROM pg_catalog.pg_stat_activity WHERE datname = '" +
      name + "' AND pid <> pg_catalog.pg_backend_pid() AND backend_type = 'client backend' LIMIT 1";
  for (int attempt = 0; attempt < attempts; ++attempt) {
    if (session.execute(others).size() == 0) return;
  }
}

namespace {

void end_sessions(postgres::Session& session, const std::string& name) {
  session.execute(
      "SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = '" + name +
      "'");
  await_end_of_others(session, name);
}

void drop_database(postgres::Session& session, const std::string& name) {
  end_sessions(session, name);
  session.execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
}

[[noreturn]] void refuse(const postgres::ServerError& error,
                         const postgres::ConnectionString& connection) {
  constexpr const char* insufficient_privilege = "42501";
  const std::string role = connection.get("user").value_or("<role>");
  const std::string advice =
      error.sqlstate == insufficient_privilege
          ? "The role needs the right to create databases: ALTER ROLE \"" + role + "\" CREATEDB;"
          : "";
  throw EnvironmentError("cannot create a scratch database: " + postgres::to_string(error), advice);
}

}  // namespace

std::string scratch_name(const std::string& maintenance_database) {
  const std::string digits = random_hex(digits_of_a_name);
  return std::string(name_prefix) + digits + '_' + proof_of(digits, maintenance_database);
}

bool is_scratch_name(const std::string& name, const std::string& maintenance_database) {
  if (!name.starts_with(name_prefix)) return false;
  const std::string digits = name.substr(name_prefix.size(), digits_of_a_name);
  return name == std::string(name_prefix) + digits + '_' + proof_of(digits, maintenance_database);
}

Databases::Databases(const postgres::ConnectionString& connection, Ways ways)
    : shared_(
          new Shared{connection, std::move(ways), postgres::Session(connection.conninfo()), ""}) {
  shared_->maintenance_database = current_database(shared_->session);
}

Databases::~Databases() = default;

std::unique_ptr<postgres::ScratchDatabase> Databases::create() {
  return create_as(scratch_name(shared_->maintenance_database), nullptr);
}

std::unique_ptr<postgres::ScratchDatabase> Databases::clone(
    const postgres::ScratchDatabase& source) {
  return create_as(scratch_name(shared_->maintenance_database), &source);
}

std::unique_ptr<postgres::ScratchDatabase> Databases::renew(
    std::unique_ptr<postgres::ScratchDatabase> old, const postgres::ScratchDatabase* source) {
  const std::string name = old->name();
  old.reset();
  drop_database(shared_->session, name);  // one that was to be kept is there still
  return create_as(name, source);
}

std::unique_ptr<postgres::ScratchDatabase> Databases::create_as(
    const std::string& name, const postgres::ScratchDatabase* source) {
  if (source != nullptr) end_sessions(shared_->session, source->name());
  // From 15 on a copy may go through the log block by block; copying files takes half the time.
  constexpr int strategies_since = 150000;
  auto& session = shared_->session;
  const std::string strategy =
      session.server_version() >= strategies_since ? " STRATEGY file_copy" : "";
  if (shared_->ways.is_shared) session.execute("SELECT pg_advisory_lock(" + key_of(name) + ")");
  const auto outcome =
      session.try_execute("CREATE DATABASE " + quoted(name) + " TEMPLATE " +
                          quoted(source != nullptr ? source->name() : "template0") + strategy +
                          (source != nullptr ? "" : " ENCODING 'UTF8'"));
  if (const auto* error = postgres::failure(outcome)) refuse(*error, shared_->connection);
  auto drop = [weak = std::weak_ptr<Shared>(shared_), name] {
    const auto shared = weak.lock();
    if (!shared || shared->ways.keep) return;
    auto& session = shared->session;
    const std::chrono::seconds enough{10};  // for a server that may be what failed
    if (std::uncaught_exceptions() > 0) session.set_patience(std::min(session.patience(), enough));
    drop_database(session, name);
    if (shared->ways.is_shared) session.execute("SELECT pg_advisory_unlock(" + key_of(name) + ")");
  };
  auto database = std::make_unique<OwnedDatabase>(
      name, shared_->connection, shared_->ways.for_programs.value_or(shared_->connection),
      std::move(drop));
  if (shared_->ways.is_shared) {
    session.execute("COMMENT ON DATABASE " + quoted(name) +
                    " IS 'of a run of pgstair, which drops it at its end; after a killed run the "
                    "next one does'");
  }
  return database;
}

postgres::Session& Databases::session() { return shared_->session; }

std::string random_hex(std::size_t length) {
  static constexpr char digits[] = "0123456789abcdef";
  std::random_device device;
  std::uniform_int_distribution<unsigned> digit(0, 15);
  std::string text;
  while (text.size() < length) text += digits[digit(device)];
  return text;
}

}  // namespace pgstair::server
