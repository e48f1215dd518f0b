// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "report/result.h"

namespace pgstair::prefix {

/// A verdict as it is kept.
struct KeptVerdict {
  std::string at;       ///< when it was found: "2026-12-01 03:10 UTC"
  std::string only_on;  ///< the day on which it may be given again; empty: any
  report::Result result;
};

/// All of it, to the byte: texts in it may be of any encoding.
std::string to_bytes(const KeptVerdict& verdict);

/// Nothing if these are not the bytes of one.
std::optional<KeptVerdict> from_bytes(std::string_view bytes);

/// Why such a result is no complete verdict, or may be another one next time: a time limit, a
/// server that ended. Nothing if it is one to keep.
std::optional<std::string> why_not_kept(const report::Result& result);

}  // namespace pgstair::prefix
