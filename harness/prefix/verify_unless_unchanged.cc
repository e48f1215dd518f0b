// SPDX-License-Identifier: MIT
#include "prefix/verify_unless_unchanged.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "prefix/kept_verdict.h"
#include "prefix/python_project.h"
#include "prefix/touched_log.h"
#include "prefix/validity.h"
#include "prefix/what_decides.h"
#include "verify/verify.h"

namespace pgstair::prefix {

namespace {

/// Nothing if something decides that cannot be seen.
std::optional<std::string> key_of(const verify::Options& options) try {
  Inputs inputs = what_decides(options);
  if (!inputs.unseen()) return inputs.key();
  spdlog::debug("verified without the cache: {}", *inputs.unseen());
  return std::nullopt;
} catch (const std::exception& error) {
  // What is wrong here is wrong for verify(), too, which says it better.
  spdlog::debug("verified without the cache: {}", error.what());
  return std::nullopt;
}

std::optional<report::Result> verified_before(const Store& store, const std::string& key) {
  const auto bytes = store.find(key);
  auto kept = bytes ? from_bytes(*bytes) : std::nullopt;
  if (!kept || (!kept->only_on.empty() && kept->only_on != today())) return std::nullopt;
  kept->result.verified_before = {kept->at, kept->result.seconds};
  return std::move(kept->result);
}

/// What a verification found, and what the code of an Alembic project did meanwhile.
struct Watched {
  report::Result result;
  std::vector<std::string> touched;  ///< lines of the driver's touched.py
};

Watched verify_watched(const verify::Options& options, report::Progress& progress) {
  if (!verify::is_alembic(options)) return {verify::verify(options, progress), {}};
  const TouchedLog log;
  verify::Options watched = options;
  watched.alembic.environment["PGSTAIR_TOUCHED"] = log.path();
  report::Result result = verify::verify(watched, progress);
  return {std::move(result), log.lines()};
}

/// The texts of which a server was told: of a project in code, its revisions and what SQL they
/// read.
std::vector<std::filesystem::path> told_texts(const verify::Options& options,
                                              const Watched& found) {
  auto texts = texts_of(options);
  if (!verify::is_alembic(options)) return texts;
  for (const auto& revision : found.result.revisions) texts.emplace_back(revision.file);
  constexpr std::string_view reads = "reads ";
  for (const auto& line : found.touched) {
    if (line.starts_with(reads) && line.ends_with(".sql"))
      texts.emplace_back(line.substr(reads.size()));
  }
  return texts;
}

/// Why it cannot be known that all that the project's code did is watched; nothing if it can.
std::optional<std::string> beyond_the_project(const verify::Options& options,
                                              const Watched& found) {
  if (!verify::is_alembic(options)) return std::nullopt;
  if (found.touched.empty()) return "this Python does not tell what the project's code reads";
  return beyond(places_of(verify::alembic_project(options)), found.touched);
}

/// The verdict to keep, unless it may be another one although nothing has changed.
std::optional<KeptVerdict> to_keep(const verify::Options& options, const Watched& found) try {
  const auto validity = validity_of(told_texts(options, found));
  const KeptVerdict verdict{utc_as("%F %H:%M UTC"), validity.only_on, found.result};
  auto reason = validity.outside ? validity.outside : why_not_kept(found.result);
  if (!reason) reason = beyond_the_project(options, found);
  if (!reason) return verdict;
  spdlog::debug("the verdict is not kept: {}", *reason);
  return std::nullopt;
} catch (const std::exception& error) {
  spdlog::debug("the verdict is not kept: {}", error.what());
  return std::nullopt;
}

}  // namespace

report::Result verify_unless_unchanged(const verify::Options& options, const Store& store,
                                       report::Progress& progress) {
  const auto started = std::chrono::steady_clock::now();
  const std::string day = today();
  const auto key = key_of(options);
  if (auto before = key ? verified_before(store, *key) : std::nullopt) {
    before->seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return *std::move(before);
  }
  if (!key) return verify::verify(options, progress);
  const Watched found = verify_watched(options, progress);
  const auto verdict = to_keep(options, found);
  // What changed meanwhile may be in the verdict, or not.
  if (verdict && day == today() && key_of(options) == key) store.keep(*key, to_bytes(*verdict));
  return found.result;
}

}  // namespace pgstair::prefix
