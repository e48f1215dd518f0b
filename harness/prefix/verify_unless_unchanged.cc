// SPDX-License-Identifier: MIT
#include "prefix/verify_unless_unchanged.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <exception>

#include "prefix/kept_verdict.h"
#include "prefix/texts.h"
#include "prefix/what_decides.h"
#include "support/file.h"
#include "verify/verify.h"

namespace pgstair::prefix {

namespace {

std::string now_as(const char* format) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[64];
  return {text, std::strftime(text, sizeof text, format, &utc)};
}

std::string today() { return now_as("%F"); }

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

/// The verdict to keep, unless it may be another one although nothing has changed.
std::optional<KeptVerdict> to_keep(const verify::Options& options, const report::Result& result) {
  KeptVerdict verdict{now_as("%F %H:%M UTC"), "", result};
  auto reason = why_not_kept(result);
  for (const auto& file : texts_of(options)) {
    const std::string text = read_file(file);
    if (asks_the_clock(text)) verdict.only_on = today();
    if (const auto outside = reaches_outside(text); outside && !reason)
      reason = file.string() + " may reach outside the database: " + *outside;
  }
  if (!reason) return verdict;
  spdlog::debug("the verdict is not kept: {}", *reason);
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
  report::Result result = verify::verify(options, progress);
  if (!key) return result;
  const auto verdict = to_keep(options, result);
  // What changed meanwhile may be in the verdict, or not.
  if (verdict && day == today() && key_of(options) == key) store.keep(*key, to_bytes(*verdict));
  return result;
}

}  // namespace pgstair::prefix
