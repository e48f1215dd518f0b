// SPDX-License-Identifier: MIT
#include "author/drizzle_files.h"

#include <nlohmann/json.hpp>

#include "support/contains.h"
#include "support/errors.h"
#include "support/file.h"

namespace pgstair::author {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// What drizzle-kit writes as the parent of a snapshot that has none.
constexpr const char* no_snapshot = "00000000-0000-0000-0000-000000000000";

Json parsed(const fs::path& file) {
  Json json = Json::parse(read_file(file), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) throw UsageError("the file is no JSON object", {file.string()});
  return json;
}

std::string text_of(const Json& json) {
  constexpr int spaces = 2;
  return json.dump(spaces) + "\n";
}

RevisionFile journal_without(const fs::path& folder, const std::vector<std::string>& squashed,
                             const std::string& name) {
  Json journal = parsed(drizzle_journal(folder));
  Json entries = Json::array();
  for (auto& entry : journal["entries"]) {
    const std::string tag = entry.value("tag", "");
    if (tag == squashed.back()) entry["tag"] = name;
    if (tag == squashed.back() || !contains(squashed, tag)) entries.push_back(std::move(entry));
  }
  journal["entries"] = std::move(entries);
  return {drizzle_journal(folder), text_of(journal)};
}

}  // namespace

fs::path drizzle_journal(const fs::path& folder) { return folder / "meta" / "_journal.json"; }

fs::path drizzle_snapshot(const fs::path& folder, const std::string& tag) {
  return folder / "meta" / (tag.substr(0, tag.find('_')) + "_snapshot.json");
}

std::vector<RevisionFile> drizzle_files(const fs::path& folder,
                                        const std::vector<std::string>& squashed,
                                        const std::string& name) {
  std::vector<RevisionFile> files{journal_without(folder, squashed, name)};
  const fs::path snapshot = drizzle_snapshot(folder, squashed.back());
  if (fs::exists(snapshot)) {
    Json json = parsed(snapshot);
    json["prevId"] = no_snapshot;
    files.push_back({snapshot, text_of(json)});
  }
  return files;
}

}  // namespace pgstair::author
