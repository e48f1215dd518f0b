// SPDX-License-Identifier: MIT
#include "squash/old_chain.h"

#include "support/errors.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::squash {

namespace {

namespace fs = std::filesystem;

ProcessResult git(const fs::path& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"git", "-C", folder.string()});
  return run({.arguments = std::move(arguments)});
}

/// Unpacks `folder` as it was in the commit.
void unpack(const std::string& commit, const fs::path& folder, const fs::path& into) {
  const auto prefix = git(folder, {"rev-parse", "--show-prefix"});
  if (!prefix.succeeded())
    throw UsageError("'" + commit + "' is no folder, and " + folder.string() +
                     " is in no repository of git");
  const auto found =
      git(folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{commit}"});
  if (!found.succeeded())
    throw UsageError("'" + commit + "' is no folder, and no commit, branch or tag of git");
  const std::string tree = std::string(trim(found.out)) + ":" + std::string(trim(prefix.out));
  const fs::path archive = into / ".archive.tar";
  const auto packed =
      git(folder, {"archive", "--format=tar", "--output=" + archive.string(), tree});
  if (!packed.succeeded())
    throw UsageError(commit + " has no folder " + std::string(trim(prefix.out)) + ": " +
                     std::string(trim(packed.err)));
  const auto unpacked = run({.arguments = {"tar", "-xf", archive.string(), "-C", into.string()}});
  if (!unpacked.succeeded()) throw EnvironmentError("tar: " + unpacked.err);
  fs::remove(archive);
}

}  // namespace

OldChain::OldChain(const std::string& against, const fs::path& path,
                   const verify::Options& new_chain) {
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

}  // namespace pgstair::squash
