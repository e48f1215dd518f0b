// SPDX-License-Identifier: MIT
#include "server/installation.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>
#include <system_error>

#include "server/template_cluster.h"
#include "support/errors.h"
#include "support/process.h"
#include "support/text.h"

// Asking a binary for its version costs a process, so a choice looks at folder names first and runs
// only the binary that it is about to choose.

namespace pgstair::server {

namespace {

namespace fs = std::filesystem;

/// A folder that may hold an installation. `named_major` is what its path says, if it says
/// anything.
struct Candidate {
  fs::path bin;
  std::optional<int> named_major;
};

constexpr const char* places_text =
    "/usr/lib/postgresql/*/bin, pg_config --bindir, PATH, Homebrew's postgresql@*, and what "
    "scripts/fetch-postgres brings";

std::optional<int> leading_number(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end == text.data()) return std::nullopt;
  return number;
}

bool has_server(const fs::path& bin) {
  return ::access((bin / "initdb").c_str(), X_OK) == 0 &&
         ::access((bin / "postgres").c_str(), X_OK) == 0;
}

/// `<root>/<name>/<tail>` for every name that starts with `prefix`, the highest number first.
std::vector<Candidate> below(const fs::path& root, const std::string& prefix) {
  std::vector<Candidate> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(root, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix) || !has_server(entry.path() / "bin")) continue;
    found.push_back({entry.path() / "bin", leading_number(name.substr(prefix.size()))});
  }
  std::sort(found.begin(), found.end(),
            [](const Candidate& a, const Candidate& b) { return a.named_major > b.named_major; });
  return found;
}

std::vector<Candidate> from_pg_config() {
  if (!find_program("pg_config")) return {};
  try {
    const ProcessResult result = run({.arguments = {"pg_config", "--bindir"}});
    const fs::path bin(trim(result.out));
    if (result.succeeded() && has_server(bin)) return {{bin, std::nullopt}};
  } catch (const EnvironmentError&) {
    // A pg_config that cannot be run knows of no server that could.
  }
  return {};
}

std::vector<Candidate> from_path() {
  const auto program = find_program("postgres");
  std::error_code error;
  if (!program) return {};
  const fs::path bin = fs::canonical(*program, error).parent_path();
  if (error || !has_server(bin)) return {};
  return {{bin, std::nullopt}};
}

std::vector<Candidate> from_fetch_postgres() {
  std::vector<Candidate> found;
  for (const fs::path& cache : {cache_directory(), fs::path("/var/cache/pgstair")}) {
    for (auto& candidate : below(cache / "postgres", "")) found.push_back(std::move(candidate));
  }
  return found;
}

/// The sources in the order of trust: what the system installed comes before what was fetched.
std::vector<std::function<std::vector<Candidate>()>> sources() {
  return {[] { return below("/usr/lib/postgresql", ""); },
          from_pg_config,
          from_path,
          [] { return below("/opt/homebrew/opt", "postgresql@"); },
          [] { return below("/usr/local/opt", "postgresql@"); },
          from_fetch_postgres};
}

/// Asks for the version: "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)". pg_ctl says the
/// same in a third of the time, as it loads none of the server's libraries.
std::optional<Installation> try_identify(const fs::path& bin) {
  const bool has_pg_ctl = ::access((bin / "pg_ctl").c_str(), X_OK) == 0;
  const fs::path program = bin / (has_pg_ctl ? "pg_ctl" : "postgres");
  const ProcessResult result = run({.arguments = {program.string(), "--version"}});
  const auto words = split(trim(result.out), ' ');
  if (!result.succeeded() || words.size() < 3) return std::nullopt;
  const auto major = leading_number(words[2]);
  if (!major) return std::nullopt;
  return Installation{bin, *major, std::string(words[2])};
}

Installation identify(const fs::path& bin) {
  for (const char* program : {"initdb", "postgres"}) {
    std::error_code error;
    const fs::path path = bin / program;
    if (!fs::exists(path, error)) {
      throw EnvironmentError("there is no " + std::string(program) + " in " + bin.string(),
                             "--pg-bin names the folder that holds initdb and postgres, as "
                             "/usr/lib/postgresql/15/bin.");
    }
    if (::access(path.c_str(), X_OK) != 0) {
      throw EnvironmentError(path.string() + " cannot be executed");
    }
  }
  if (auto installation = try_identify(bin)) return *installation;
  throw EnvironmentError((bin / "postgres").string() + " --version does not say a version");
}

EnvironmentError nothing_found(const std::optional<int>& major) {
  std::string found;
  for (const auto& installation : find_installations()) {
    found += "\n  " + installation.version + " in " + installation.bin.string();
  }
  const std::string wanted = major ? "PostgreSQL " + std::to_string(*major) : "PostgreSQL server";
  const std::string fetch = "scripts/fetch-postgres " + std::to_string(major.value_or(17));
  std::string message = "no " + wanted + " on this machine; looked in " + places_text;
  message += found.empty() ? ", and found none" : ". Found:" + found;
  return EnvironmentError(message, "apt-get install postgresql, or " + fetch +
                                       ", or name a folder of binaries with --pg-bin.");
}

}  // namespace

std::vector<Installation> find_installations() {
  std::vector<Installation> found;
  std::vector<fs::path> seen;
  for (const auto& source : sources()) {
    for (const auto& candidate : source()) {
      std::error_code error;
      const fs::path real = fs::canonical(candidate.bin, error);
      if (error || std::find(seen.begin(), seen.end(), real) != seen.end()) continue;
      seen.push_back(real);
      if (auto installation = try_identify(candidate.bin)) found.push_back(*installation);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Installation& a, const Installation& b) { return a.major > b.major; });
  return found;
}

Installation choose_installation(const InstallationChoice& choice) {
  if (choice.bin) {
    Installation installation = identify(fs::absolute(*choice.bin));
    if (choice.major && *choice.major != installation.major) {
      throw EnvironmentError("--pg asks for " + std::to_string(*choice.major) + ", but " +
                             installation.bin.string() + " holds " + installation.version);
    }
    return installation;
  }
  for (const auto& source : sources()) {
    for (const auto& candidate : source()) {
      if (choice.major && candidate.named_major && candidate.named_major != choice.major) continue;
      const auto installation = try_identify(candidate.bin);
      if (!installation) continue;
      if (!choice.major || installation->major == *choice.major) return *installation;
    }
  }
  throw nothing_found(choice.major);
}

Command server_program(const Installation& installation, const std::string& name,
                       const std::optional<Account>& account) {
  Command command;
  command.arguments = {(installation.bin / name).string()};
  command.directory = "/";
  command.pass_only = {"PATH",    "HOME",           "TMPDIR",  "TZ", "TZDIR", "LD_LIBRARY_PATH",
                       "LOCPATH", "LOCALE_ARCHIVE", "ICU_DATA"};
  command.account = account;
  return command;
}

InstallationChoice prefer_version(InstallationChoice choice, const std::string& server_version) {
  if (choice.major || choice.bin) return choice;
  const int major = std::atoi(server_version.c_str());
  const auto all = find_installations();
  if (std::ranges::any_of(all, [&](const auto& found) { return found.major == major; })) {
    choice.major = major;
  }
  return choice;
}

}  // namespace pgstair::server
