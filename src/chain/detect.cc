// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "chain/migration_folder.h"
#include "chain/other_tools.h"
#include "chain/read.h"
#include "chain/unread_entries.h"
#include "sql/raised_words.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

void refuse_missing(const std::filesystem::path& folder) {
  const auto path = folder.has_filename() ? folder : folder.parent_path();  // "a/" is "a"
  std::vector<std::string> siblings;
  std::error_code error;
  const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  for (const auto& item : std::filesystem::directory_iterator(parent, error)) {
    if (item.is_directory(error)) siblings.push_back(item.path().filename().string());
  }
  std::sort(siblings.begin(), siblings.end());
  const auto meant = nearest(path.filename().string(), siblings);
  const auto hint = meant ? "; did you mean " + (path.parent_path() / *meant).string() + "?" : "";
  throw UsageError("there is no such folder" + hint, {folder.string()});
}

namespace {

/// The one conventional subfolder that holds a chain: a hint for someone who named the project.
std::string hint_at_subfolder(const std::filesystem::path& folder) {
  constexpr std::array usual{"migrations",
                             "db/migrations",
                             "database/migrations",
                             "migrate",
                             "sql/migrations",
                             "db/migrate",
                             "src/main/resources/db/migration"};
  std::vector<std::string> found;
  for (const auto* name : usual) {
    std::error_code ignored;
    const auto path = folder / name;
    if (std::filesystem::is_directory(path, ignored) && !recognised_formats(path).empty()) {
      found.push_back(path.string());
    }
  }
  return found.size() == 1 ? "; did you mean " + found.front() + "?" : "";
}

/// Where an Alembic project has its configuration, if that is further down.
std::string hint_at_alembic(const std::filesystem::path& folder) {
  constexpr int deepest = 3;
  std::error_code ignored;
  std::vector<std::string> found;
  std::filesystem::recursive_directory_iterator entry(folder, ignored);
  for (; !ignored && entry != std::filesystem::recursive_directory_iterator();
       entry.increment(ignored)) {
    const auto& path = entry->path();
    if (path.filename().string().starts_with(".") || path.filename() == "node_modules" ||
        entry.depth() == deepest)
      entry.disable_recursion_pending();
    if (path.filename() == "alembic.ini") found.push_back(path.lexically_relative(folder).string());
  }
  if (found.empty()) return {};
  return "\nThere is an Alembic project, though: write config = \"" + found.front() +
         "\" into a pgstair.toml here.";
}

[[noreturn]] void refuse_unknown(const std::filesystem::path& folder) {
  if (const auto hint = hint_at_alembic(folder); !hint.empty())
    throw UsageError("holds no migrations of a known format." + hint, {folder.string()});
  std::string looks;
  for (const auto& format : formats()) {
    looks += "\n  " + std::string(format.name) + ": " + std::string(format.looks_like);
  }
  throw UsageError("holds no migrations of a known format" + hint_at_subfolder(folder) +
                       "\n`pgstair init` looks in the folders below, and for other tools." +
                       "\nThe formats are:" + looks,
                   {folder.string()});
}

[[noreturn]] void refuse_ambiguous(const std::filesystem::path& folder,
                                   const std::vector<const Format*>& found) {
  std::string looks;
  for (const auto* format : found) {
    const auto count = format->recognise(folder);
    looks += "\n  --chain-format " + std::string(format->name) + ": " + std::to_string(count) +
             " of its files " + (count == 1 ? "looks" : "look") + " like " +
             std::string(format->looks_like);
  }
  throw UsageError("holds files of several formats; say which one is meant:" + looks,
                   {folder.string()});
}

/// A downgrade that does nothing but raise says that there is none, and its tool goes no further.
void heed_refusal(Revision& revision) {
  const SqlScript* down = sql_of(revision.down);
  if (revision.irreversible || down == nullptr || down->statements.size() != 1) return;
  revision.irreversible = sql::raised_words(down->statements.front().text);
}

}  // namespace

std::vector<const Format*> recognised_formats(const std::filesystem::path& folder) {
  std::vector<const Format*> found;
  for (const auto& format : formats()) {
    if (format.recognise(folder) > 0) found.push_back(&format);
  }
  const auto all = found;
  std::erase_if(found, [&](const Format* format) {
    return std::ranges::any_of(
        all, [&](const Format* other) { return contains(other->closer_than, format->name); });
  });
  return found;
}

const Format& detect(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) refuse_missing(folder);
  if (!std::filesystem::is_directory(folder, error)) {
    throw UsageError("is a file; name the folder that holds the chain", {folder.string()});
  }
  const auto found = recognised_formats(folder);
  if (found.empty() && entries(folder).empty()) {
    throw UsageError("is empty; it should hold the chain's migrations", {folder.string()});
  }
  if (found.empty()) refuse_unknown(folder);
  if (found.size() > 1) refuse_ambiguous(folder, found);
  return *found.front();
}

const Format& format_named(std::string_view name) {
  for (const auto& format : formats()) {
    if (format.name == name) return format;
  }
  const auto names = format_names();
  const auto meant = nearest(name, names);
  throw UsageError("unknown format " + std::string(name) +
                   (meant ? "; did you mean " + *meant + "?" : ".") + " The formats are " +
                   join(names, ", ") + ".");
}

ReadResult read_folder(const std::filesystem::path& folder, std::string_view format,
                       const ReadOptions& options) {
  const Format* named = format.empty() ? nullptr : &format_named(format);
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) refuse_names_of_other_tools(folder, format);
  const Format& known = named != nullptr ? *named : detect(folder);
  ReadResult result = known.read(folder, options);
  report_unread_entries(folder, known.has_folders, result);
  for (auto& revision : result.revisions) heed_refusal(revision);
  return result;
}

}  // namespace pgstair::chain
