// SPDX-License-Identifier: MIT
// sqitch's rules, from its sources (sqitchers/sqitch: App/Sqitch/Plan.pm, Plan/Change.pm,
// Plan/Depend.pm, Engine.pm, Engine/pg.pm):
//
// - sqitch.plan lists the changes in order, which no dependency alters: one that names a change
//   which does not come before it makes sqitch refuse the plan. sqitch.conf may put the plan and
//   the scripts elsewhere (plan_file, top_dir), and names the engine.
// - A change NAME is deploy/NAME.sql, revert/NAME.sql and verify/NAME.sql; NAME may have folders.
//   Listed once more after a tag it is reworked: the earlier one's scripts are NAME@TAG.sql, of a
//   tag between the two.
// - psql runs each script, with ON_ERROR_STOP: a statement commits by itself, unless the script has
//   its own BEGIN and COMMIT. Commands of psql work; pgstair runs none but \restrict.
// - sqitch deploys what comes in the plan after the last change that is deployed. What it notes is
//   in tables of a schema `sqitch`, which may be in another database.
#include <algorithm>
#include <optional>

#include "chain/formats/readers.h"
#include "chain/migration_folder.h"
#include "support/contains.h"
#include "support/text.h"

namespace pgstair::chain {

namespace {

namespace fs = std::filesystem;

/// Where sqitch.conf says that things are.
struct SqitchPlaces {
  fs::path plan;
  fs::path top;
  std::string engine = "pg";
};

SqitchPlaces sqitch_places(const fs::path& folder) {
  SqitchPlaces places{folder / "sqitch.plan", folder};
  std::vector<Fault> unread;
  std::error_code ignored;
  const fs::path config = folder / "sqitch.conf";
  const auto text =
      fs::is_regular_file(config, ignored) ? read_text(config, "", unread) : std::nullopt;
  if (!text) return places;
  bool has_plan = false;
  for (const auto line : lines(*text)) {
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const auto key = trim(line.substr(0, equals));
    const std::string value(trim(line.substr(equals + 1)));
    if (key == "engine") places.engine = value;
    if (key == "top_dir") places.top = (folder / value).lexically_normal();
    if (key == "plan_file") {
      places.plan = folder / value;
      has_plan = true;
    }
  }
  if (!has_plan) places.plan = places.top / "sqitch.plan";
  return places;
}

/// A line of the plan: a change, and the tags that follow it.
struct PlannedChange {
  std::string name;
  std::vector<std::string> needs;  ///< names of changes of this project
  Location location;
  std::vector<std::string> tags;
};

std::string up_to_blank(std::string_view text) {
  return std::string(text.substr(0, text.find_first_of(" \t")));
}

/// Without those of other projects, of tags, and of conflicts.
std::vector<std::string> needed_changes(std::string_view line) {
  std::vector<std::string> needs;
  const auto open = line.find('[');
  const auto close = line.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos) return needs;
  for (const auto word : words_of(line.substr(open + 1, close - open - 1))) {
    if (word.find_first_of("!:@") == std::string_view::npos) needs.emplace_back(word);
  }
  return needs;
}

std::vector<PlannedChange> planned_changes(const fs::path& plan) {
  std::vector<Fault> unread;
  const auto text = read_text(plan, "", unread);
  if (!text) return {};
  std::vector<PlannedChange> changes;
  int number = 0;
  for (auto line : lines(*text)) {
    ++number;
    line = trim(line.substr(0, line.find('#')));
    if (line.empty() || line.starts_with('%')) continue;
    if (line.starts_with('@')) {
      if (!changes.empty()) changes.back().tags.push_back(up_to_blank(line));
      continue;
    }
    if (line.starts_with('+') || line.starts_with('-')) line = trim(line.substr(1));
    changes.push_back(
        {up_to_blank(line), needed_changes(line), Location{plan.string(), number, 1}, {}});
  }
  return changes;
}

/// The changes of a plan, and where their scripts are.
class SqitchReader {
 public:
  SqitchReader(const SqitchPlaces& places, const ReadOptions& options, ReadResult& result)
      : places_(places),
        options_(options),
        result_(result),
        changes_(planned_changes(places.plan)) {}

  void read() {
    std::vector<std::string> files;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      const std::string id = id_of(i);
      files.push_back(id + ".sql");
      report_unmet_needs(i, id);
      result_.revisions.push_back(revision(id, changes_[i].location));
    }
    report_unplanned(files);
  }

 private:
  /// NAME, or NAME@TAG if the change is reworked further down.
  std::string id_of(std::size_t i) const {
    const std::string& name = changes_[i].name;
    std::size_t again = i + 1;
    while (again < changes_.size() && changes_[again].name != name) ++again;
    if (again == changes_.size()) return name;
    std::string first;
    for (std::size_t at = again; at-- > i;) {
      for (const auto& tag : changes_[at].tags) {
        std::error_code ignored;
        if (fs::exists(places_.top / "deploy" / (name + tag + ".sql"), ignored)) return name + tag;
        if (first.empty()) first = name + tag;
      }
    }
    return first.empty() ? name : first;
  }

  void report_unmet_needs(std::size_t i, const std::string& id) {
    for (const auto& need : changes_[i].needs) {
      const auto before = changes_.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::find_if(changes_.begin(), before,
                       [&](const PlannedChange& change) { return change.name == need; }) != before)
        continue;
      result_.faults.push_back(
          {"missing-parent",
           id + " requires " + need +
               ", which does not come before it in the plan; sqitch refuses "
               "the plan",
           changes_[i].location, id,
           "move its line below that of " + need + ", or take the requirement out"});
    }
  }

  Revision revision(const std::string& id, const Location& planned) {
    Revision revision;
    revision.id = id;
    const auto deploy = places_.top / "deploy" / (id + ".sql");
    const auto revert = places_.top / "revert" / (id + ".sql");
    revision.file = deploy.string();
    revision.down_location = Location{revert.string(), 1, 1};
    std::error_code ignored;
    if (!fs::exists(deploy, ignored)) {
      revision.not_runnable = "its deploy script is not there";
      result_.faults.push_back(
          {"unreadable-file", "the plan lists " + id + ", and there is no " + deploy.string(),
           planned, id, "restore the file, or take the change out of the plan"});
      return revision;
    }
    revision.up = script(deploy, Side::up, revision);
    if (fs::exists(revert, ignored)) revision.down = script(revert, Side::down, revision);
    return revision;
  }

  std::optional<Script> script(const fs::path& path, Side side, Revision& revision) {
    auto read = read_script(path, side, options_, revision, result_.faults);
    if (!read) return std::nullopt;
    read->transactions = Transactions::none;
    for (const auto& statement : read->statements) {
      const bool is_command =
          statement.text.starts_with('\\') &&
          sql::classify(statement.text) != sql::StatementClass::psql_restriction;
      if (!is_command || !revision.not_runnable.empty()) continue;
      revision.not_runnable = "its script has a command of psql";
      result_.faults.push_back(
          {"code-migration",
           "`" + up_to_blank(statement.text) + "` is a command of psql, which pgstair does not run",
           statement.location, revision.id,
           "let sqitch itself apply the chain, with [commands] in "
           "pgstair.toml"});
    }
    return *read;
  }

  void report_unplanned(const std::vector<std::string>& files) {
    const auto deploy = places_.top / "deploy";
    std::error_code error;
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(deploy, error)) {
      if (entry.path().extension() == ".sql") found.push_back(entry.path());
    }
    std::ranges::sort(found);
    for (const auto& path : found) {
      if (contains(files, path.lexically_relative(deploy).string())) continue;
      result_.faults.push_back({"ignored-file",
                                "the plan does not list this change, so sqitch never deploys it",
                                {path.string()},
                                "",
                                "add it to the plan, or remove the file"});
    }
  }

  const SqitchPlaces& places_;
  const ReadOptions& options_;
  ReadResult& result_;
  std::vector<PlannedChange> changes_;
};

std::size_t recognise_sqitch(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(sqitch_places(folder).plan, ignored) ? 1 : 0;
}

ReadResult read_sqitch(const fs::path& folder, const ReadOptions& options) {
  const auto places = sqitch_places(folder);
  if (places.engine != "pg")
    throw UsageError("the chain is for another server than Postgres: engine = " + places.engine,
                     {(folder / "sqitch.conf").string()});
  ReadResult result{"sqitch", {}, {}};
  SqitchReader(places, options, result).read();
  link_in_order(result.revisions);
  return result;
}

}  // namespace

Format sqitch_format() {
  return {.name = "sqitch",
          .looks_like = "sqitch.plan beside deploy/ and revert/",
          .closer_than = {"plain"},
          .recognise = recognise_sqitch,
          .read = read_sqitch,
          .version_table = {.name = "",  // several, in a schema of its own
                            .version = "''",
                            .zeros_matter = true,
                            .late = "sqitch never deploys it",
                            .version_of = [](const std::string& id) { return id; }},
          .has_folders = true,
          .psql_parts = {.copied_rows = true, .commands = true},
          .outside_transaction =
              "Leave BEGIN and COMMIT out of the script: psql then commits each statement by "
              "itself."};
}

}  // namespace pgstair::chain
