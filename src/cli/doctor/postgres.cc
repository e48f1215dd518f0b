// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "cli/doctor/examine.h"
#include "postgres/connection_string.h"
#include "postgres/hidden_passwords.h"
#include "postgres/session.h"
#include "server/account.h"
#include "server/installation.h"
#include "server/reaper.h"
#include "server/run_directory.h"
#include "support/errors.h"
#include "verify/run_servers.h"

namespace pgstair::cli::doctor {

namespace {

namespace fs = std::filesystem;
using State = Diagnosis::State;

Diagnosis trouble(const std::exception& error, const std::string& advice) {
  return {State::problem, {postgres::hide_passwords(error.what())}, advice};
}

/// "15.18 answers after 0.12 s, in /dev/shm/pgstair-0-k2J9aB"
std::string describe(const std::string& conninfo, double seconds) {
  postgres::Session session(conninfo);
  const std::string version = session.execute("SHOW server_version").text(0, 0);
  const auto host = postgres::ConnectionString::parse(conninfo).get("host");
  return fmt::format("{} answers after {:.2f} s{}", version, seconds,
                     host ? ", at " + fs::path(*host).parent_path().string() : "");
}

}  // namespace

Diagnosis installations(const verify::Options& options) try {
  const auto chosen = server::choose_installation(options.postgres);
  Diagnosis found;
  found.found.push_back(chosen.version + " in " + chosen.bin.string() + " is taken");
  for (const auto& other : server::find_installations()) {
    if (other.bin != chosen.bin) found.found.push_back(other.version + " in " + other.bin.string());
  }
  return found;
} catch (const EnvironmentError& error) {
  Diagnosis found = trouble(error, error.advice());
  if (!options.server_url.empty()) found.state = State::absent;
  return found;
}

Diagnosis account() try {
  const auto other = server::server_account();
  if (!other) return {State::ok, {"servers run as this user"}, ""};
  return {State::ok, {"this is root, whose servers run as " + other->name}, ""};
} catch (const EnvironmentError& error) {
  return trouble(error, error.advice());
}

Diagnosis places() {
  constexpr std::uintmax_t gibibyte = std::uintmax_t{1} << 30;
  Diagnosis found;
  for (const auto& place : server::run_directory_places()) {
    std::error_code error;
    const auto space = fs::space(place, error);
    found.found.push_back(
        place.string() + ": " +
        (error ? error.message()
               : fmt::format("{:.1f} GB free", static_cast<double>(space.available) / gibibyte)));
    if (place == "/dev/shm" && !error && space.available < gibibyte / 2) {
      found.advice = "Servers are faster in memory: docker run --shm-size=1g.";
    }
  }
  return found;
}

Diagnosis left_over() {
  Diagnosis found;
  for (const auto& left : server::find_left_runs()) {
    found.found.push_back(left.path.string() +
                          (left.kept ? ": a server that --keep left running"
                                     : ": of a killed run; the next server removes it"));
    if (left.kept) found.advice = "If nobody needs it: " + server::stop_command(left.path);
  }
  if (found.found.empty()) found.found.emplace_back("nothing");
  return found;
}

Diagnosis server(const verify::Options& options) try {
  const auto started = std::chrono::steady_clock::now();
  const verify::RunServers servers = verify::start_servers(options, 1);
  const auto database = servers.first().create();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
  return {State::ok, {describe(database->conninfo(), taken.count())}, ""};
} catch (const EnvironmentError& error) {
  return trouble(error, error.advice());
} catch (const UsageError& error) {
  return trouble(error, "");
}

}  // namespace pgstair::cli::doctor
