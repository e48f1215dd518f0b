// SPDX-License-Identifier: MIT
#include "chain/up_down_files.h"

#include <algorithm>

#include "chain/declarations.h"
#include "chain/other_tools.h"

namespace pgstair::chain {

namespace {

struct Pair {
  std::string version;
  std::string up_stem;
  std::string down_stem;
  std::filesystem::path up;
  std::filesystem::path down;

  const std::string& stem() const { return up.empty() ? down_stem : up_stem; }
};

/// Where one version has an upgrade without a downgrade and a downgrade without an upgrade, they
/// belong together: the titles differ (0026_drop_job_id.up, 0026_drop_join_id.down), which no tool
/// looks at.
void join_odd_ones(std::vector<Pair>& pairs) {
  std::vector<std::size_t> lone_ups;
  std::vector<std::size_t> lone_downs;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].down.empty()) lone_ups.push_back(i);
    if (pairs[i].up.empty()) lone_downs.push_back(i);
  }
  if (lone_ups.size() != 1 || lone_downs.size() != 1) return;
  auto& kept = pairs[lone_ups.front()];
  const auto& joined = pairs[lone_downs.front()];
  kept.down = joined.down;
  kept.down_stem = joined.down_stem;
  pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(lone_downs.front()));
}

void add_version(std::vector<Pair> of_version, std::vector<Pair>& all) {
  join_odd_ones(of_version);
  std::sort(of_version.begin(), of_version.end(),
            [](const Pair& a, const Pair& b) { return a.stem() < b.stem(); });
  all.insert(all.end(), of_version.begin(), of_version.end());
}

std::vector<Pair> paired(std::vector<UpDownFile> files) {
  std::stable_sort(files.begin(), files.end(), [](const UpDownFile& a, const UpDownFile& b) {
    return compare_numbers(a.version, b.version) < 0;
  });
  std::vector<Pair> all;
  std::vector<Pair> of_version;
  for (const auto& file : files) {
    if (!of_version.empty() && compare_numbers(of_version.front().version, file.version) != 0) {
      add_version(std::move(of_version), all);
      of_version = {};
    }
    auto known = std::find_if(of_version.begin(), of_version.end(), [&](const Pair& pair) {
      const auto& same_side = file.is_up ? pair.up : pair.down;
      return same_side.empty() && pair.stem() == file.stem;
    });
    if (known == of_version.end()) {
      known = of_version.insert(of_version.end(), Pair{file.version, {}, {}, {}, {}});
    }
    (file.is_up ? known->up : known->down) = file.path;
    (file.is_up ? known->up_stem : known->down_stem) = file.stem;
  }
  add_version(std::move(of_version), all);
  return all;
}

std::string language_of(const std::filesystem::path& path) {
  return path.extension() == ".fizz" ? "in fizz, pop's own language" : "Go code";
}

std::optional<Script> script_of(const std::filesystem::path& path, Side side,
                                const UpDownFormat& format, const ReadOptions& options,
                                Revision& revision, std::vector<Fault>& faults) {
  if (path.empty()) return std::nullopt;
  if (path.extension() != ".sql") {
    faults.push_back(
        {"code-migration",
         path.filename().string() + " is " + language_of(path) + ", which pgstair cannot run",
         {path.string()},
         revision.id,
         "let the team's own runner apply the chain, with [commands] in pgstair.toml"});
    return std::nullopt;
  }
  const auto text = read_filled(path, side, options, revision, faults);
  if (!text) return std::nullopt;
  const Location origin{path.string(), 1, 1};
  read_declarations(*text, origin, revision, faults);
  auto statements = sql::split_statements(*text, origin);
  if (side == Side::up) refuse_markers_of_other_tools(*text, statements, origin);
  const auto transactions = format.transactions(path, *text, statements);
  return SqlScript{origin.file, std::move(statements), transactions};
}

Revision revision_of(const Pair& pair, const std::filesystem::path& folder,
                     const UpDownFormat& format, const ReadOptions& options,
                     std::vector<Fault>& faults) {
  Revision revision;
  revision.id = pair.stem();
  revision.file = (pair.up.empty() ? pair.down : pair.up).string();
  revision.up = script_of(pair.up, Side::up, format, options, revision, faults);
  revision.down = script_of(pair.down, Side::down, format, options, revision, faults);
  const auto down = pair.down.empty() ? folder / (pair.stem() + ".down.sql") : pair.down;
  revision.down_location = Location{down.string(), 1, 1};
  if (pair.up.empty()) {
    revision.not_runnable = "it has no " + pair.stem() + ".up.sql";
    faults.push_back({"down-without-up",
                      pair.stem() + " has a downgrade and no upgrade",
                      {revision.file},
                      revision.id,
                      "add " + pair.stem() + ".up.sql, or remove the downgrade"});
  } else if (pair.up.extension() != ".sql") {
    revision.not_runnable = "its upgrade is " + language_of(pair.up);
  }
  return revision;
}

std::vector<UpDownFile> files_of(const std::filesystem::path& folder, const UpDownFormat& format,
                                 std::vector<Fault>& faults) {
  std::vector<UpDownFile> files;
  for (const auto& entry : entries(folder)) {
    if (auto file = format.parse(entry)) {
      files.push_back(std::move(*file));
    } else if (!entry.is_folder && entry.name.ends_with(".sql") &&
               (format.is_for_another_server == nullptr || !format.is_for_another_server(entry))) {
      faults.push_back({"ignored-file",
                        std::string(format.of_ignored),
                        {entry.path.string()},
                        "",
                        "rename it, or move it out of the folder"});
    }
  }
  return files;
}

}  // namespace

std::size_t count_up_down_files(const std::filesystem::path& folder, const UpDownFormat& format) {
  const auto all = entries(folder);
  return static_cast<std::size_t>(std::ranges::count_if(all, [&](const Entry& entry) {
    return entry.name.ends_with(".sql") && format.parse(entry);
  }));
}

ReadResult read_up_down_files(const std::filesystem::path& folder, const UpDownFormat& format,
                              const ReadOptions& options) {
  ReadResult result{std::string(format.name), {}, {}};
  std::vector<std::string> names;
  std::vector<std::string> versions;
  for (const auto& pair : paired(files_of(folder, format, result.faults))) {
    auto revision = revision_of(pair, folder, format, options, result.faults);
    names.push_back(std::filesystem::path(revision.file).filename().string());
    versions.push_back(number_in(pair.version));
    result.revisions.push_back(std::move(revision));
  }
  report_shared_versions(versions, result.revisions, format.of_duplicates, result.faults);
  report_surprising_order(names, folder, format.of_order, result.faults);
  link_in_order(result.revisions);
  return result;
}

}  // namespace pgstair::chain
