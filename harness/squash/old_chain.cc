// SPDX-License-Identifier: MIT
#include "squash/old_chain.h"

#include "support/errors.h"
#include "support/git.h"

namespace pgstair::squash {

namespace {

namespace fs = std::filesystem;

/// Unpacks the folder as it was in that commit.
void unpack(const std::string& name, const fs::path& folder, const fs::path& into) {
  std::string why;
  const auto git = Git::of(folder, why);
  if (!git) throw UsageError("'" + name + "' is no folder, and " + why);
  const auto commit = git->commit(name);
  if (!commit) throw UsageError("'" + name + "' is no folder, and no commit, branch or tag of git");
  const std::string path = git->path_of(folder);
  if (!git->has_folder(*commit, path)) throw UsageError(name + " has no folder " + path);
  git->unpack(*commit, path, into);
}

}  // namespace

OldChain::OldChain(const std::string& against, const fs::path& path,
                   const verify::Options& new_chain)
    : name_(against), path_(path) {
  fs::path folder = against;
  if (!fs::is_directory(folder)) {
    unpacked_.emplace("pgstair-squash-");
    // Below a name that says which it was: messages name the files.
    folder = unpacked_->path() / fs::weakly_canonical(path).filename();
    fs::create_directory(folder);
    unpack(against, path, folder);
  }
  options_ = verify::read_configuration(folder);
  if (options_.format.empty()) options_.format = new_chain.format;
}

std::string OldChain::release_with(const chain::Revision& revision) const {
  if (!unpacked_) return name_;
  std::string why;
  const auto git = Git::of(path_, why);
  const auto commit = git ? git->commit(name_) : std::nullopt;
  if (!commit) return name_;
  const fs::path folder = unpacked_->path() / fs::weakly_canonical(path_).filename();
  const fs::path file =
      fs::path(git->path_of(path_)) / fs::path(revision.file).lexically_relative(folder);
  const auto tag = git->newest_tag_with(*commit, file.string());
  return tag ? *tag + ", the last tag that has it" : name_;
}

}  // namespace pgstair::squash
