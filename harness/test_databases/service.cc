// SPDX-License-Identifier: MIT
#include "test_databases/service.h"

#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "postgres/connection_string.h"
#include "source/compare.h"
#include "support/errors.h"
#include "test_databases/chain_verdicts.h"
#include "test_databases/test_database.h"
#include "verify/model.h"
#include "verify/run_servers.h"

namespace pgstair::test_databases {

namespace {

/// The fields of a request, taken one after the other.
class Request {
 public:
  explicit Request(Fields fields) : fields_(std::move(fields)) {}

  std::string take() {
    if (next_ == fields_.size()) throw UsageError("a field is missing in the request");
    return fields_[next_++].value_or("");
  }

  std::uint64_t take_number() {
    const std::string text = take();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
      throw UsageError("'" + text + "' is no number of rows");
    return number;
  }

  std::vector<std::string> take_rest() {
    std::vector<std::string> rest;
    while (next_ < fields_.size()) rest.push_back(take());
    return rest;
  }

 private:
  Fields fields_;
  std::size_t next_ = 0;
};

/// What the server refused of a test's own SQL.
struct Refused {
  postgres::ServerError error;
};

class Service {
 public:
  Service(const ReadOptions& read_options, std::string server_url)
      : read_options_(&read_options), server_url_(std::move(server_url)) {}

  /// The answer, without its first field.
  Fields answer(Request request) {
    const std::string verb = request.take();
    if (verb == "database") return make_database(request);
    if (verb == "drop") return drop(request);
    if (verb == "query") return query(request);
    if (verb == "upgrade") return run(request, &TestDatabase::upgrade);
    if (verb == "downgrade") return run(request, &TestDatabase::downgrade);
    if (verb == "compare") return compare_with_source(request);
    if (verb == "compare-databases") return compare_databases(request);
    if (verb == "verify") return verify_chain(options_of(request.take_rest()));
    if (verb == "tests") return tests(request);
    if (verb == "results") return results(request);
    throw UsageError("there is no request '" + verb + "'");
  }

 private:
  verify::Options options_of(const std::vector<std::string>& flags) const {
    verify::Options options = (*read_options_)(flags);
    if (options.server_url.empty()) options.server_url = server_url_;
    return options;
  }

  /// `work` with the templates of these flags. An env.py may turn out to be unable to use the
  /// address of a socket; then the chain is on a server that listens on TCP from now on.
  template <class Work>
  auto with_templates(const std::vector<std::string>& flags, const Work& work) {
    auto& templates = templates_[flags];
    if (templates) return work(*templates);
    return verify::on_socket_or_tcp(options_of(flags), [&](const verify::Options& options) {
      templates = std::make_unique<Templates>(servers_, options);
      return work(*templates);
    });
  }

  Fields make_database(Request& request) {
    const std::string which = request.take();
    const std::string name = request.take();
    const SeededRows seeded{request.take_number(), request.take_number()};
    auto made = with_templates(request.take_rest(), [&](Templates& templates) {
      const auto wanted = which == "before" ? templates.before(name) : templates.at(name);
      return std::make_unique<TestDatabase>(templates, wanted, seeded);
    });
    const auto& database = made->database();
    const auto address = postgres::ConnectionString::parse(database.url());
    const Fields fields{database.name(),
                        database.url(),
                        address.get("host").value_or(""),
                        address.get("port").value_or("5432"),
                        address.get("user").value_or(""),
                        made->title(),
                        made->not_filled()};
    databases_[database.name()] = std::move(made);
    return fields;
  }

  TestDatabase& named(const std::string& name) {
    const auto found = databases_.find(name);
    if (found == databases_.end()) throw UsageError("there is no database " + name);
    return *found->second;
  }

  Fields drop(Request& request) {
    databases_.erase(request.take());
    return {};
  }

  Fields query(Request& request) {
    const TestDatabase& database = named(request.take());
    const auto outcome = database.query(request.take());
    if (const auto* error = postgres::failure(outcome)) throw Refused{*error};
    const postgres::Rows& rows = std::get<postgres::Done>(outcome).rows;
    Fields fields{std::to_string(rows.columns)};
    for (const auto& column : rows.header) fields.emplace_back(column.name);
    for (const auto& cell : rows.values) fields.emplace_back(cell);
    return fields;
  }

  Fields run(Request& request, void (TestDatabase::*step)()) {
    (named(request.take()).*step)();
    return {};
  }

  Fields differences(const source::SourceSnapshot& a, const source::SourceSnapshot& b) {
    auto comparison = source::compare(a, b, {});
    // What a downgrade drops and adds again comes last, and nobody can help it.
    std::erase_if(comparison.changes, [](const catalog::Change& change) {
      return change.kind == catalog::ChangeKind::reordered;
    });
    if (comparison.changes.empty()) return {""};
    return {report::render_comparison(comparison, {})};
  }

  static source::SourceSnapshot snapshot_of(const TestDatabase& database) {
    return test_databases::snapshot_of(database.database(),
                                       "this database, made as " + database.title());
  }

  Fields compare_with_source(Request& request) {
    const TestDatabase& database = named(request.take());
    const std::string name = request.take();
    const auto other = with_templates(
        request.take_rest(), [&](Templates& templates) { return snapshot_named(templates, name); });
    return differences(snapshot_of(database), other);
  }

  static source::SourceSnapshot snapshot_named(Templates& templates, const std::string& name) {
    const auto& options = templates.options();
    if (name == "model" && verify::has_model(options) && verify::is_read_as_it_is(options)) {
      auto model = verify::read_as_it_is(options);
      return {"model", std::move(model.server_version), std::move(*model.snapshot), {}};
    }
    const auto wanted = templates.at(name);
    return test_databases::snapshot_of(*templates.find(wanted, {}).state.database, wanted.title);
  }

  Fields compare_databases(Request& request) {
    const TestDatabase& a = named(request.take());
    const TestDatabase& b = named(request.take());
    return differences(snapshot_of(a), snapshot_of(b));
  }

  Fields tests(Request& request) const {
    const std::string each = request.take();
    return list_tests(options_of(request.take_rest()), each);
  }

  Fields results(Request& request) const {
    const std::string each = request.take();
    const std::string folder = request.take();
    const auto flags = request.take_rest();
    if (flags.empty()) throw UsageError("a folder is missing in the request");
    return walk_tests(options_of(flags), each, folder, flags);
  }

  const ReadOptions* read_options_;
  std::string server_url_;
  // In the order in which they hang on each other: databases go first, servers last.
  Servers servers_;
  std::map<std::vector<std::string>, std::unique_ptr<Templates>> templates_;
  std::map<std::string, std::unique_ptr<TestDatabase>> databases_;
};

Fields error(const char* kind, const std::string& message) { return {"error", kind, message}; }

/// A request's fault is its answer; nothing that a test asks for ends the service.
Fields answer_or_error(Service& service, Fields request) try {
  Fields answer{"ok"};
  for (auto& field : service.answer(Request(std::move(request))))
    answer.push_back(std::move(field));
  return answer;
} catch (const Refused& refused) {
  return error("server", to_string(refused.error));
} catch (const UsageError& fault) {
  return error("usage", fault.what());
} catch (const EnvironmentError& fault) {
  const std::string advice = fault.advice().empty() ? "" : "\n  " + fault.advice();
  return error("environment", fault.what() + advice);
} catch (const std::exception& fault) {
  return error("internal", fault.what() + std::string("\n  This is a defect of pgstair."));
}

}  // namespace

void serve(Channel& channel, const ReadOptions& read_options, const std::string& server_url) {
  Service service(read_options, server_url);
  if (!channel.write({greeting, protocol_version})) return;
  while (auto request = channel.read()) {
    if (request->empty()) return;
    if (!channel.write(answer_or_error(service, std::move(*request)))) return;
  }
}

}  // namespace pgstair::test_databases
