// SPDX-License-Identifier: MIT
#include <iostream>
#include <limits>
#include <memory>

#include "cli/command.h"
#include "prefix/kept_verdict.h"
#include "prefix/store.h"
#include "report/result.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::cli {

namespace {

/// Throws EnvironmentError if there is no place for them.
prefix::Store all_verdicts() {
  if (auto store = prefix::verdicts_of_user(0)) return *std::move(store);
  throw EnvironmentError("there is no cache directory: HOME is not set",
                         "Name a directory in PGSTAIR_CACHE.");
}

/// "2026-12-01 03:10 UTC  12 KB  db/migrations: 40 revisions, 2 errors, 0 warnings, Postgres 15.20"
std::string described(const prefix::Store::Entry& entry) {
  constexpr std::uintmax_t kilobyte = 1024;
  const std::string size = std::to_string((entry.bytes + kilobyte - 1) / kilobyte) + " KB";
  const auto bytes = prefix::Store::read(entry);
  const auto verdict = bytes ? prefix::from_bytes(*bytes) : std::nullopt;
  if (!verdict) return size + "  damaged: it will be verified anew";
  const auto summary = report::summarise(verdict->result);
  return verdict->at + "  " + size + "  " + verdict->result.chain_path + ": " +
         counted(summary.revisions, "revision") + ", " + counted(summary.errors, "error") + ", " +
         counted(summary.warnings, "warning") + ", Postgres " + verdict->result.server_version;
}

ExitCode list_verdicts() {
  const auto entries = all_verdicts().entries();
  for (const auto& entry : entries) std::cout << printable(described(entry)) << '\n';
  std::cout << counted(entries.size(), "verdict") << " in " << all_verdicts().folder().string()
            << '\n';
  return ExitCode::success;
}

ExitCode clear_verdicts() {
  const auto store = all_verdicts();
  std::cout << counted(store.clear(), "verdict") << " removed from " << store.folder().string()
            << '\n';
  return ExitCode::success;
}

}  // namespace

void add_cache(CLI::App& app, Command& chosen) {
  CLI::App* cache = app.add_subcommand("cache", "Verdicts that are kept for the next time");
  cache->require_subcommand(1);
  cache->add_subcommand("list", "What is kept, the last used first")->callback([&chosen] {
    chosen = list_verdicts;
  });
  cache->add_subcommand("clear", "Remove all of it")->callback([&chosen] {
    chosen = clear_verdicts;
  });
}

}  // namespace pgstair::cli
