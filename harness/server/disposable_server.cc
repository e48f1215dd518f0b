// SPDX-License-Identifier: MIT
#include "server/disposable_server.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <vector>

#include "postgres/connection_string.h"
#include "server/account.h"
#include "server/copy_tree.h"
#include "server/databases.h"
#include "server/reaper.h"
#include "server/run_directory.h"
#include "server/tcp_access.h"
#include "server/template_cluster.h"
#include "server/watchdog.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/process.h"
#include "support/text.h"

// Readiness is read from postmaster.pid, whose eighth line says `ready`: that is 20 ms after the
// start, where pg_ctl -w, which sleeps between looks, takes 110 ms.

namespace pgstair::server {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto patience = 30s;

/// A copy of the template, as much again for scratch databases twice over, and room for the log.
std::uintmax_t room_for(const TemplateCluster& cluster) {
  constexpr std::uintmax_t room_to_work = std::uintmax_t{256} * 1024 * 1024;
  return 3 * cluster.bytes + room_to_work;
}

RunDirectory make_cluster(const ServerOptions& options, const std::optional<Account>& account) {
  const auto cluster =
      template_cluster(options.installation, options.locale.value_or("C.UTF-8"), account);
  RunDirectory run = make_run_directory(room_for(cluster), account);
  copy_tree(cluster.data, run.data());
  return run;
}

/// Without TCP it is only the name of the socket.
std::string port_of(const std::optional<TcpAccess>& tcp) { return tcp ? tcp->port : "5432"; }

Command postgres_command(const Installation& installation, const RunDirectory& run,
                         const std::string& marker, const std::optional<TcpAccess>& tcp,
                         const std::optional<Account>& account) {
  Command command = server_program(installation, "postgres", account);
  for (std::string argument : {std::string("-D"), run.data().string(), std::string("-k"),
                               run.path.string(), std::string("-p"), port_of(tcp),
                               std::string("-c"), "listen_addresses=" + (tcp ? tcp->host : ""),
                               std::string("-c"), "cluster_name=" + marker}) {
    command.arguments.push_back(std::move(argument));
  }
  return command;
}

bool is_ready(const RunDirectory& run) {
  std::ifstream file(run.data() / "postmaster.pid");
  std::string line;
  for (int number = 1; number <= 8; ++number) {
    if (!std::getline(file, line)) return false;
  }
  return trim(line) == "ready";
}

std::string end_of_log(const RunDirectory& run) {
  constexpr std::size_t most = 20;
  const std::string log = fs::exists(run.log()) ? read_file(run.log()) : "";
  const auto all = lines(log);
  std::string text;
  for (std::size_t i = all.size() - std::min(all.size(), most); i < all.size(); ++i) {
    text += "\n  " + std::string(all[i]);
  }
  return text.empty() ? "\n  (it said nothing)" : text;
}

void await_ready(const Watchdog& watchdog, const RunDirectory& run,
                 const Installation& installation) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!is_ready(run)) {
    if (watchdog.has_lost_server(1ms)) {
      throw EnvironmentError((installation.bin / "postgres").string() +
                             " did not start. The end of its log:" + end_of_log(run));
    }
    if (std::chrono::steady_clock::now() > deadline) {
      throw EnvironmentError((installation.bin / "postgres").string() + " is not ready after " +
                             std::to_string(patience.count()) +
                             " seconds. The end of its log:" + end_of_log(run));
    }
  }
}

}  // namespace

class DisposableServer::Impl {
 public:
  explicit Impl(const ServerOptions& options)
      : installation_(options.installation),
        keep_(options.keep),
        account_(server_account()),
        run_(make_cluster(options, account_)),
        tcp_(options.listen ? std::optional(make_tcp_access(run_.data())) : std::nullopt),
        marker_("pgstair-" + random_hex(16)),
        watchdog_(postgres_command(installation_, run_, marker_, tcp_, account_), run_) {
    await_ready(watchdog_, run_, installation_);
    databases_.emplace(connection(), Databases::Ways{false, keep_, for_programs()});
    check_marker();
    if (tcp_) set_password(databases_->session(), *tcp_);
  }

  ~Impl() {
    databases_.reset();
    if (keep_) watchdog_.let_go();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  postgres::ConnectionString connection() const {
    return postgres::ConnectionString({{"host", run_.path.string()},
                                       {"port", port_of(tcp_)},
                                       {"user", "postgres"},
                                       {"dbname", "postgres"}});
  }

  std::optional<postgres::ConnectionString> for_programs() const {
    if (!tcp_) return std::nullopt;
    return connection().with("host", tcp_->host).with("password", tcp_->password);
  }

  Databases& databases() { return *databases_; }
  const RunDirectory& run() const { return run_; }
  const Installation& installation() const { return installation_; }

 private:
  /// Only a server that knows this run's random word is ours to create and drop databases on.
  void check_marker() {
    const auto rows = databases_->session().execute("SHOW cluster_name");
    ensure(rows.text(0, 0) == marker_, "the server at our socket is not the one that was started");
  }

  Installation installation_;
  bool keep_;
  std::optional<Account> account_;
  RunDirectory run_;
  std::optional<TcpAccess> tcp_;
  std::string marker_;
  Watchdog watchdog_;
  std::optional<Databases> databases_;
};

DisposableServer::DisposableServer(const ServerOptions& options) {
  reap_dead_runs();
  impl_ = std::make_unique<Impl>(options);
}

DisposableServer::~DisposableServer() = default;

std::unique_ptr<postgres::ScratchDatabase> DisposableServer::create() {
  return impl_->databases().create();
}

std::unique_ptr<postgres::ScratchDatabase> DisposableServer::clone(
    const postgres::ScratchDatabase& source) {
  return impl_->databases().clone(source);
}

std::unique_ptr<postgres::ScratchDatabase> DisposableServer::renew(
    std::unique_ptr<postgres::ScratchDatabase> old, const postgres::ScratchDatabase* source) {
  return impl_->databases().renew(std::move(old), source);
}

const std::string& DisposableServer::version() const { return impl_->installation().version; }

std::string DisposableServer::psql_command(const std::string& database) const {
  const fs::path beside = impl_->installation().bin / "psql";
  const std::string psql = fs::exists(beside) ? beside.string() : "psql";
  return shell_quoted(psql) + " " +
         shell_quoted(impl_->connection().with("dbname", database).conninfo());
}

std::string DisposableServer::stop_command() const {
  return server::stop_command(impl_->run().path);
}

}  // namespace pgstair::server
