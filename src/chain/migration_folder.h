// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chain/read.h"

/// What the readers of all formats share: names, versions and texts.
namespace pgstair::chain {

/// An entry of the chain's folder that is, or could be, a migration.
struct Entry {
  std::string name;            ///< within the folder
  std::filesystem::path path;  ///< folder / name, as the user gave the folder
  bool is_folder = false;
};

/// The folder's entries in the order of their names' bytes; those that start with a dot left out.
std::vector<Entry> entries(const std::filesystem::path& folder);

/// How many of the folder's entries are `wanted` by name and hold a text that `looks_right`. Of
/// each file only the beginning is read, and where many look right only the first of them.
std::size_t count_files_with(const std::filesystem::path& folder, bool (*wanted)(const Entry&),
                             bool (*looks_right)(std::string_view beginning));

/// The pieces between white space.
std::vector<std::string_view> words_of(std::string_view text);

/// Whether the line's last word before a `--` comment ends with a semicolon.
bool ends_statement(std::string_view line);

/// The digits at the start of `name`; empty if it starts with none.
std::string_view leading_digits(std::string_view name);

/// All before the first underscore: the version in most tools' names.
std::string before_underscore(const std::string& name);

/// The digits without leading zeros: one text for one number, 1 for 0001.
std::string number_in(std::string_view digits);

/// Compares two runs of digits as numbers of any length: negative, zero, positive.
int compare_numbers(std::string_view a, std::string_view b);

/// A file's text. If it cannot be read, is not UTF-8 or holds a NUL byte: a fault, and nothing.
std::optional<std::string> read_text(const std::filesystem::path& path, std::string_view revision,
                                     std::vector<Fault>& faults);

/// How a text is applied that a tool sends in one piece through the simple query protocol without
/// a transaction of its own: the server makes several statements one implicit transaction. Only a
/// single statement, or a text with its own BEGIN and COMMIT, is left to itself.
Transactions transactions_of_simple_query(const std::vector<sql::Statement>& statements);

enum class Side { up, down };

/// A file's text as it is when the tool gets it: with its placeholders filled in. Nothing, and
/// `revision` is not runnable, if it cannot be read or lacks a value for a placeholder. A downgrade
/// that lacks one is read as it stands, for it would fail so.
std::optional<std::string> read_filled(const std::filesystem::path& path, Side side,
                                       const ReadOptions& options, Revision& revision,
                                       std::vector<Fault>& faults);

/// What has become of a file with both, whose text lacks values for placeholders: not runnable, if
/// one of them stands above the downgrade.
void heed_unfilled(const FilledText& text, Revision& revision);

/// The revision of a file that has both scripts, which `take_apart` finds in its text, placeholders
/// filled in; with what it declares. Not runnable as heed_unfilled() says, or if it cannot be read.
Revision read_both(const Entry& entry, DollarBraces (*dollar_braces)(std::string_view text),
                   const ReadOptions& options, std::vector<Fault>& faults,
                   const std::function<void(std::string_view text, Revision&)>& take_apart);

/// The script of a whole file, with what it declares added to `revision`; nothing as read_filled().
/// Of an upgrade: throws as refuse_markers_of_other_tools().
std::optional<SqlScript> read_script(const std::filesystem::path& path, Side side,
                                     const ReadOptions& options, Revision& revision,
                                     std::vector<Fault>& faults);

/// Makes `revision`, a migration written in `language`, one that pgstair lists and cannot run.
void report_code_migration(std::string_view language, Revision& revision,
                           std::vector<Fault>& faults);

/// Makes each revision without stated parents the child of the one before it.
void link_in_order(std::vector<Revision>& revisions);

/// A `duplicate-version` fault for each version that several revisions share. `versions` stand in
/// the order of `revisions`, equal ones side by side. `rule` says what the tool makes of it.
void report_shared_versions(const std::vector<std::string>& versions,
                            const std::vector<Revision>& revisions, std::string_view rule,
                            std::vector<Fault>& faults);

/// A `sorts-differently` fault if `versions`, in the order of `revisions`, do not ascend as
/// numbers: the tool orders by text, and a person reads 9 before 10.
void report_misread_numbers(const std::vector<Revision>& revisions,
                            const std::vector<std::string>& versions, std::vector<Fault>& faults);

/// A `sorts-differently` fault if the chain's order is not the order of `names` by bytes, which is
/// how a folder is listed. `names` stand in the chain's order. `rule` says how the tool orders.
void report_surprising_order(const std::vector<std::string>& names,
                             const std::filesystem::path& folder, std::string_view rule,
                             std::vector<Fault>& faults);

}  // namespace pgstair::chain
