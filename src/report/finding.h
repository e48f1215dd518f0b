// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/errors.h"

namespace pgstair::report {

enum class Severity { note, warning, error };
std::string_view to_string(Severity severity);

/// One thing that is wrong, or worth knowing, with the proof of it. The public contract of every
/// report format; see docs/report-format.md.
struct Finding {
  std::string code;  ///< a row of the catalogue (finding_catalog.h)
  Severity severity = Severity::error;
  std::string check;     ///< "replay", "round_trip" …; "chain" for what needs no database
  std::string revision;  ///< id, or empty for the chain as a whole
  std::string object;    ///< "trigger t on public.users", or empty
  std::string subject;   ///< what is wrong with it: "comment on column public.v.a"; else `object`
  std::string table;     ///< that the object hangs on, or is: "public.users"; may be empty
  std::string message;   ///< one sentence
  Location location;
  std::map<std::string, std::string> evidence;  ///< "statement", "sqlstate", "before", "after" …
  std::string advice;                           ///< what to do
  /// What belongs to the same fault, or follows from it (one_fault.h); they have no parts.
  std::vector<Finding> parts = {};
};

}  // namespace pgstair::report
