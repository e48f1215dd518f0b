// SPDX-License-Identifier: MIT
#include "squash/write/write.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>

#include "alembic/squash_template.h"
#include "author/drizzle_files.h"
#include "author/renote.h"
#include "preflight/version_rows.h"
#include "squash/check.h"
#include "squash/write/candidate.h"
#include "squash/write/file_swap.h"
#include "squash/write/range.h"
#include "squash/write/range_content.h"
#include "squash/write/safety.h"
#include "support/checksum.h"
#include "support/contains.h"
#include "support/text.h"
#include "verify/run_servers.h"
#include "verify/verify.h"

namespace pgstair::squash {

namespace {

namespace fs = std::filesystem;

/// One squash while it is written.
class Writing {
 public:
  Writing(const WriteOptions& options, const verify::Options& chain_options)
      : options_(options), chain_options_(chain_options) {
    auto read = verify::read_chain(chain_options_);
    format_ = read.format;
    chain_options_.format = format_;
    if (const auto why = author::why_not_squashed(format_, databases()); !why.empty())
      throw UsageError("no squash is written: " + why, {chain_options_.chain.string()});
    refuse_faults(read.faults);
    chain_ = chain::Chain::build(std::move(read.revisions), read.faults);
    refuse_faults(read.faults);
    range_ = range_of(chain_, options.upto);
    written_.revisions = range_.revisions.size();
    written_.first = revision(range_.revisions.front()).id;
    written_.last = revision(range_.last()).id;
  }

  Written write() {
    refuse_downgrade_without_a_place();
    change_.removed = old_files();
    std::optional<FolderForSwaps> folder;
    if (!options_.dry_run) {
      folder.emplace(root());
      look_after_old_files();
    }
    const verify::RunServers servers = verify::start_servers(chain_options_, 1);
    RangeContent content =
        content_of(servers.first(), chain_options_, range_, options_.with_downgrade);
    written_.not_written = std::move(content.not_written);
    describe(content.script);
    change_.added = new_files(servers.first(), content.script);
    refuse_files_of_others();
    written_.files = change_.added;
    written_.removed = change_.removed;
    if (!author::why_renoted(format_).empty() && !options_.fresh) note_as_one(servers.first());
    check();
    written_.is_right = is_right();
    if (written_.is_right && !options_.dry_run) put_in_place();
    return std::move(written_);
  }

 private:
  const chain::Revision& revision(std::size_t index) const { return chain_.revisions()[index]; }
  /// Which it is taken for: the last of those that it stands for, or the first of all.
  const chain::Revision& model() const {
    return revision(options_.fresh ? range_.revisions.front() : range_.last());
  }
  author::Databases databases() const {
    return options_.fresh ? author::Databases::only_new : author::Databases::any;
  }
  std::vector<std::string> squashed_ids() const {
    std::vector<std::string> ids;
    for (const std::size_t index : range_.revisions) ids.push_back(revision(index).id);
    return ids;
  }
  fs::path root() const {
    return format_ == "alembic" ? fs::path(revision(range_.last()).file).parent_path()
                                : chain_options_.chain;
  }

  /// What is wrong with the files themselves: which revisions there are is not known then. Of two
  /// with one version the team may know that its tool notes more than the version.
  void refuse_faults(const std::vector<chain::Fault>& faults) const {
    constexpr std::array<std::string_view, 4> codes{"duplicate-id", "missing-parent", "cycle",
                                                    "revision-does-not-load"};
    constexpr std::string_view same_version = "duplicate-version";
    const bool is_allowed =
        std::ranges::find(chain_options_.allowances, same_version, &verify::Allowance::code) !=
        chain_options_.allowances.end();
    for (const auto& fault : faults) {
      if (contains(codes, fault.code))
        throw UsageError("such a chain is not squashed: " + fault.message, fault.location);
      if (fault.code == same_version && !is_allowed)
        throw UsageError("such a chain is not squashed: " + fault.message +
                             "; if the chain's tool notes whole names, say so in pgstair.toml: "
                             "[[allow]] code = \"duplicate-version\"",
                         fault.location);
    }
  }

  /// Flyway's stay beside a baseline, for databases in use.
  std::vector<fs::path> old_files() const {
    std::vector<fs::path> files;
    if (format_ == "flyway" && !options_.fresh) return files;
    for (const std::size_t index : range_.revisions) {
      for (const auto& file : author::files_of(format_, revision(index))) {
        if (!contains(files, file)) files.push_back(file);
      }
    }
    if (format_ == "drizzle") files.push_back(author::drizzle_journal(chain_options_.chain));
    return files;
  }

  void refuse_downgrade_without_a_place() const {
    if (options_.with_downgrade && format_ != "alembic" &&
        !author::has_place_for_downgrade(format_, model()))
      throw UsageError("--with-downgrade: " + format_ + " has no place for one in this chain");
  }

  void look_after_old_files() const {
    if (change_.removed.empty() && !options_.archive.empty())
      throw UsageError(
          "no file is to be archived: Flyway validates databases in use against the V "
          "files, which stay beside the baseline");
    if (options_.archive.empty())
      require_committed(change_.removed);
    else
      require_free_archive(change_.removed, root(), options_.archive);
  }

  void describe(author::SquashScript& script) const {
    const std::string count = counted(written_.revisions, "revision");
    script.heading = {"Stands for " + count + ", " + written_.first + " to " + written_.last + ":",
                      "what they make, and the rows that they write. Written by pgstair squash."};
    script.irreversible =
        "this squash stands for " + count + ", and going below it would empty the database";
  }

  std::vector<author::RevisionFile> new_files(postgres::ScratchDatabases& databases,
                                              const author::SquashScript& script) const {
    if (format_ != "alembic") {
      auto files = author::squash_files(format_, model(), name(), script);
      if (format_ == "drizzle")
        std::ranges::move(author::drizzle_files(chain_options_.chain, squashed_ids(), name()),
                          std::back_inserter(files));
      return files;
    }
    alembic::SquashedRevisions revisions{.ids = squashed_ids(), .new_id = {}};
    if (options_.fresh) revisions.new_id = id_made_of(script);
    const auto database = databases.create();
    return {alembic::squash_file(verify::alembic_project(chain_options_), *database, revisions,
                                 options_.title, script)};
  }

  /// A later revision may name the last one as its parent, by its whole name.
  std::string name() const {
    const bool is_named = std::ranges::any_of(chain_.revisions(), [&](const auto& one) {
      return !one.parents_location.file.empty() && contains(one.parents, written_.last) &&
             !contains(range_.revisions, chain_.index_of(one.id));
    });
    if (is_named) return written_.last;
    return author::squash_name(format_, model(), options_.title, databases());
  }

  /// Like those of Alembic, but the same for the same squash.
  static std::string id_made_of(const author::SquashScript& script) {
    Checksum checksum;
    for (const auto& statement : script.upgrade) checksum.add(statement);
    constexpr std::size_t length = 12;
    return checksum.text().substr(0, length);
  }

  void refuse_files_of_others() const {
    for (const auto& file : change_.added) {
      const bool is_replaced = contains(change_.removed, file.path) ||
                               contains(change_.removed, file.path.parent_path());
      if (fs::exists(file.path) && !is_replaced)
        throw UsageError(file.path.string() +
                         " is there already; -m gives the squash another name");
    }
  }

  void note_as_one(postgres::ScratchDatabases& databases) {
    std::vector<std::string> versions;
    for (const std::size_t index : range_.revisions)
      versions.push_back(preflight::comparable_version(format_, revision(index)));
    const auto database = databases.create();
    postgres::Session session(database->conninfo());
    const std::string checksum =
        preflight::checksum_of(session, format_, change_.added.front().text);
    written_.statement_for_databases = author::renote(format_, versions, checksum, options_.title);
    written_.why_statement = author::why_renoted(format_);
  }

  void check() {
    const auto unchecked = files_from_first_not_runnable();
    FileChange change = change_;
    std::ranges::copy(unchecked, std::back_inserter(change.removed));
    const Candidate candidate(chain_options_, chain_, format_, change);
    std::optional<Candidate> old_chain;
    if (!unchecked.empty())
      old_chain.emplace(chain_options_, chain_, format_, FileChange{unchecked, {}});
    Chains chains{.old_chain = old_chain ? old_chain->options() : chain_options_,
                  .new_chain = candidate.options(),
                  .only_new_databases = options_.fresh};
    if (!written_.statement_for_databases.empty()) chains.noted_as_one = range_.revisions.size();
    written_.check = squash::check(chains);
    candidate.name_as_before(written_.check);
  }

  /// A chain ends, for the check, where code comes that only its tool can run. There is none in the
  /// range.
  std::vector<fs::path> files_from_first_not_runnable() {
    std::vector<fs::path> files;
    for (const auto& one : chain_.revisions()) {
      if (files.empty() && one.not_runnable.empty()) continue;
      if (files.empty()) written_.not_checked_from = one.id;
      std::ranges::copy(author::files_of(format_, one), std::back_inserter(files));
    }
    return files;
  }

  bool is_right() const {
    const std::string id = squash_id();
    for (const char* check : {"same_catalog", "same_rows"}) {
      const auto verdict = written_.check.chain_checks.find(check);
      if (verdict == written_.check.chain_checks.end() ||
          verdict->second == report::Verdict::not_checked)
        return false;
    }
    return written_.not_written.empty() &&
           std::ranges::none_of(written_.check.findings,
                                [&](const auto& finding) { return is_in_the_way(finding, id); });
  }

  /// As the new chain names it.
  std::string squash_id() const {
    const std::string added = change_.added.front().path.lexically_normal().string();
    for (const auto& found : written_.check.revisions) {
      const std::string file = fs::path(found.file).lexically_normal().string();
      if (added.starts_with(file)) return found.id;  // diesel's is a folder
    }
    return written_.last;
  }

  void put_in_place() {
    if (!options_.archive.empty()) copy_to_archive(change_.removed, root(), options_.archive);
    swap_files(root(), change_.removed, change_.added);
    written_.in_place = true;
  }

  const WriteOptions& options_;
  verify::Options chain_options_;
  std::string format_;
  chain::Chain chain_;
  Range range_;
  FileChange change_;
  Written written_;
};

}  // namespace

bool is_in_the_way(const report::Finding& finding, const std::string& squash_id) {
  constexpr std::array<std::string_view, 4> of_what_it_does{"replay", "round_trip", "session",
                                                            "full_descent"};
  if (finding.severity != report::Severity::error) return false;
  return finding.code.starts_with("squash-") || finding.code == "upgrade-fails" ||
         (finding.revision == squash_id && contains(of_what_it_does, finding.check));
}

Written write(const WriteOptions& options) {
  if (options.chain.commands)
    throw UsageError("the chain is another runner's, by [commands]: its files are not known",
                     options.chain.commands->location);
  return verify::on_socket_or_tcp(
      options.chain, [&](const verify::Options& chain) { return Writing(options, chain).write(); });
}

}  // namespace pgstair::squash
