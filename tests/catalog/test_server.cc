// SPDX-License-Identifier: MIT
#include "catalog/test_server.h"

#include <algorithm>

#include "catalog/read/whole_read.h"
#include "installation_under_test.h"
#include "server/disposable_server.h"
#include "server/installation.h"
#include "support/errors.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::catalog {

namespace {

bool has_pg_dump(const server::Installation& installation) {
  return std::filesystem::exists(installation.bin / "pg_dump");
}

server::Installation installation_to_test() {
  if (choice_under_test().major) return installation_under_test();
  const auto all = server::find_installations();
  const auto found = std::find_if(all.begin(), all.end(), has_pg_dump);
  return found == all.end() ? server::choose_installation({}) : *found;
}

struct TestServer {
  TestServer()
      : installation(installation_to_test()),
        server({.installation = installation, .keep = false, .locale = {}}) {
    const auto database = server.create();
    postgres::Session session(database->conninfo());
    session.execute("CREATE ROLE alice; CREATE ROLE bob; CREATE ROLE carol");
    if (installation.major >= 15) {
      session.execute("SET allow_in_place_tablespaces = on");
      session.execute("CREATE TABLESPACE elsewhere LOCATION ''");
    }
  }

  server::Installation installation;
  server::DisposableServer server;
};

TestServer& test_server() {
  static TestServer server;
  return server;
}

std::string_view to_text(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return "added";
    case ChangeKind::dropped:
      return "dropped";
    case ChangeKind::reordered:
      return "reordered";
    case ChangeKind::changed:
      break;
  }
  return "changed";
}

}  // namespace

postgres::ScratchDatabases& test_databases() { return test_server().server; }
int test_server_major() { return test_server().installation.major; }
bool have_pg_dump() { return has_pg_dump(test_server().installation); }

TestDatabase::TestDatabase(const std::string& sql)
    : database(test_databases().create()), session(database->conninfo()) {
  if (!sql.empty()) session.execute(sql);
}

Snapshot snapshot(postgres::Session& session) { return read_whole(session); }

std::string outline(const Difference& difference) {
  std::string text;
  for (const auto& change : difference) {
    text += std::string(to_text(change.kind)) + " " + to_string(change.identity);
    if (change.kind == ChangeKind::changed) {
      std::vector<std::string> names;
      for (const auto& attribute : change.attributes) names.push_back(attribute.name);
      text += ": " + join(names, ", ");
    }
    text += "\n";
  }
  return text;
}

std::string pg_dump_script(const postgres::ScratchDatabase& database) {
  Command command;
  command.arguments = {test_server().installation.bin / "pg_dump", "--schema-only",
                       "--dbname=" + database.conninfo()};
  const ProcessResult result = run(command);
  return result.succeeded() ? result.out : "pg_dump failed: " + result.err;
}

void restore(const std::string& script, const postgres::ScratchDatabase& database) {
  Command command;
  command.arguments = {test_server().installation.bin / "psql", "--no-psqlrc", "--quiet",
                       "--set=ON_ERROR_STOP=1", "--dbname=" + database.conninfo()};
  command.input = script;
  const ProcessResult result = run(command);
  ensure(result.succeeded(), result.err.c_str());
}

std::string pg_dump(const postgres::ScratchDatabase& database) {
  const std::string script = pg_dump_script(database);
  std::string text;
  for (const std::string_view line : lines(script)) {
    // SET default_tablespace and default_table_access_method are how pg_dump tells those.
    const bool noise = line.empty() || line.starts_with("--") ||
                       (line.starts_with("SET ") && !line.starts_with("SET default_")) ||
                       line.starts_with("\\restrict") || line.starts_with("\\unrestrict");
    if (!noise) text += std::string(line) + "\n";
  }
  return text;
}

}  // namespace pgstair::catalog
