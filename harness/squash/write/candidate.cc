// SPDX-License-Identifier: MIT
#include "squash/write/candidate.h"

#include <algorithm>
#include <set>

#include "support/contains.h"
#include "support/file.h"
#include "support/text.h"
#include "verify/verify.h"

namespace pgstair::squash {

namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name == "__pycache__";
}

void link(const fs::path& file, const fs::path& name) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(name, ignored)))
    fs::create_symlink(fs::weakly_canonical(file), name);
}

void rename(std::string& file, const std::string& from, const std::string& to) {
  if (file.starts_with(from)) file = to + file.substr(from.size());
}

void rename(report::Finding& finding, const std::string& from, const std::string& to) {
  rename(finding.location.file, from, to);
  for (auto& [name, text] : finding.evidence) text = replace_all(text, from, to);
  for (auto& part : finding.parts) rename(part, from, to);
}

}  // namespace

Candidate::Candidate(const verify::Options& options, const chain::Chain& chain,
                     const std::string& format, const FileChange& change)
    : directory_("pgstair-squash-"), options_(options) {
  for (const auto& file : change.removed) removed_.push_back(fs::weakly_canonical(file));
  options_.format = format;
  const bool is_alembic = format == "alembic";
  real_ = is_alembic ? fs::path(change.added.front().path).parent_path() : options.chain;
  folder_ = directory_.path() / fs::weakly_canonical(options.chain).filename();
  fs::create_directory(folder_);
  if (is_alembic) {
    options_.alembic = verify::alembic_project(options);
    options_.alembic.revisions = folder_;
    link_revisions_of_alembic(chain);
  } else {
    options_.chain = folder_;
    link_files(real_, folder_, format == "flyway" || format == "drizzle");
  }
  for (const auto& file : change.added) {
    const fs::path path = folder_ / file.path.lexically_relative(real_);
    fs::create_directories(path.parent_path());
    write_file(path, file.text);
  }
}

bool Candidate::is_removed(const fs::path& file) const {
  return contains(removed_, fs::weakly_canonical(file));
}

void Candidate::link_files(const fs::path& from, const fs::path& to, bool with_folders) {
  for (const auto& entry : fs::directory_iterator(from)) {
    if (is_hidden(entry.path()) || is_removed(entry.path())) continue;
    const fs::path name = to / entry.path().filename();
    if (with_folders && entry.is_directory()) {
      fs::create_directory(name);
      link_files(entry.path(), name, with_folders);
    } else {
      link(entry.path(), name);
    }
  }
}

/// The project names folders as it likes, several perhaps, and here all are one.
void Candidate::link_revisions_of_alembic(const chain::Chain& chain) {
  std::set<fs::path> folders;
  for (const auto& revision : chain.revisions()) {
    folders.insert(fs::path(revision.file).parent_path());
    if (!is_removed(revision.file))
      link(revision.file, folder_ / fs::path(revision.file).filename());
  }
  for (const auto& folder : folders) link_files(folder, folder_, /*with_folders=*/false);
}

void Candidate::name_as_before(report::Result& result) const {
  const std::string from = folder_.string();
  const std::string to = real_.string();
  rename(result.chain_path, from, to);
  for (auto& revision : result.revisions) rename(revision.file, from, to);
  for (auto& finding : result.findings) rename(finding, from, to);
  for (auto& accepted : result.accepted) rename(accepted.finding, from, to);
}

}  // namespace pgstair::squash
