// SPDX-License-Identifier: MIT
#include "prefix/validity.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "support/file.h"
#include "support/text.h"

namespace pgstair::prefix {

namespace {

constexpr std::array<std::string_view, 21> outside{"pg_read_",
                                                   "pg_ls_",
                                                   "pg_stat_file",
                                                   "lo_import",
                                                   "lo_export",
                                                   "dblink",
                                                   "_fdw",
                                                   "plpython",
                                                   "plperlu",
                                                   "pltclu",
                                                   "plsh",
                                                   "pljava",
                                                   "pg_net",
                                                   "pg_cron",
                                                   "pg_background",
                                                   "http_get",
                                                   "http_post",
                                                   "aws_s3",
                                                   "create subscription",
                                                   "load '",
                                                   "envsub on"};

constexpr std::array<std::string_view, 17> clocks{"now()",
                                                  "current_date",
                                                  "current_time",
                                                  "localtime",
                                                  "clock_timestamp",
                                                  "statement_timestamp",
                                                  "transaction_timestamp",
                                                  "timeofday",
                                                  "'now'",
                                                  "'today'",
                                                  "'tomorrow'",
                                                  "'yesterday'",
                                                  " age(",
                                                  "(age(",
                                                  "pg_postmaster_start_time",
                                                  "datetime.",
                                                  "date.today"};

/// In small letters, with one blank for every run of white space.
std::string plain(std::string_view text) {
  std::string result = lower(text);
  std::ranges::replace_if(
      result, [](char c) { return c == '\n' || c == '\t' || c == '\r' || c == '\f'; }, ' ');
  const auto doubled =
      std::ranges::unique(result, [](char a, char b) { return a == ' ' && b == ' '; });
  result.erase(doubled.begin(), doubled.end());
  return result;
}

bool has(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

/// `COPY … FROM '/a/file'`, `COPY … FROM PROGRAM 'a command'`, and to them.
bool copies_from_the_machine(std::string_view text) {
  if (!has(text, "copy ")) return false;
  return has(text, "from '") || has(text, "to '") || has(text, "from program") ||
         has(text, "to program") || has(text, "from e'") || has(text, "from $");
}

bool is_default(std::string_view before) {
  while (before.ends_with(' ') || before.ends_with('(')) before.remove_suffix(1);
  return before.ends_with("default");
}

}  // namespace

std::optional<std::string> reaches_outside(std::string_view text) {
  const std::string words = plain(text);
  for (const auto word : outside) {
    if (has(words, word)) return std::string(word);
  }
  if (copies_from_the_machine(words)) return "COPY with a file or a program";
  return std::nullopt;
}

bool asks_the_clock(std::string_view text) {
  const std::string words = plain(text);
  return std::ranges::any_of(clocks, [&](std::string_view clock) {
    for (auto at = words.find(clock); at != std::string::npos; at = words.find(clock, at + 1)) {
      if (!is_default(std::string_view(words).substr(0, at))) return true;
    }
    return false;
  });
}

Validity validity_of(const std::vector<std::filesystem::path>& files) {
  Validity validity;
  for (const auto& file : files) {
    const std::string text = read_file(file);
    if (asks_the_clock(text)) validity.only_on = today();
    if (const auto outside = reaches_outside(text); outside && !validity.outside)
      validity.outside = file.string() + " may reach outside the database: " + *outside;
  }
  return validity;
}

std::string utc_as(const char* format) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[64];
  return {text, std::strftime(text, sizeof text, format, &utc)};
}

std::string today() { return utc_as("%F"); }

}  // namespace pgstair::prefix
