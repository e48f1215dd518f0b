// SPDX-License-Identifier: MIT
#include "prefix/verify_unless_unchanged.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <exception>

#include "prefix/kept_verdict.h"
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

/// The verdict to keep, unless it may be another one although nothing has changed.
std::optional<KeptVerdict> to_keep(const verify::Options& options, const report::Result& result) {
  const auto validity = validity_of(texts_of(options));
  const KeptVerdict verdict{utc_as("%F %H:%M UTC"), validity.only_on, result};
  const auto reason = validity.outside ? validity.outside : why_not_kept(result);
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
