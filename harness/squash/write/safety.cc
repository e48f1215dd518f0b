// SPDX-License-Identifier: MIT
#include "squash/write/safety.h"

#include <set>
#include <string>

#include "support/errors.h"
#include "support/file.h"
#include "support/git.h"

namespace pgstair::squash {

namespace {

namespace fs = std::filesystem;

constexpr const char* way_out = "; --archive FOLDER keeps the old files without git";

/// The files in a folder, or the file itself.
std::vector<fs::path> regular_files(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

/// A file, and where it is kept.
struct Copy {
  fs::path file;
  fs::path kept;
};

fs::path kept_as(const fs::path& file, const fs::path& root, const fs::path& archive) {
  const fs::path below = fs::weakly_canonical(file).lexically_relative(fs::weakly_canonical(root));
  const bool is_outside = below.empty() || *below.begin() == "..";
  return archive / (is_outside ? file.filename() : below);
}

std::vector<Copy> copies(const std::vector<fs::path>& files, const fs::path& root,
                         const fs::path& archive) {
  std::vector<Copy> all;
  for (const auto& path : files) {
    for (const auto& file : regular_files(path))
      all.push_back({file, kept_as(file, root, archive)});
  }
  return all;
}

bool is_copied(const Copy& copy) {
  return fs::is_regular_file(copy.kept) && read_file(copy.kept) == read_file(copy.file);
}

}  // namespace

void require_committed(const std::vector<fs::path>& files) {
  std::set<fs::path> folders;
  for (const auto& file : files) folders.insert(fs::weakly_canonical(file).parent_path());
  for (const auto& folder : folders) {
    std::string why;
    const auto git = Git::of(folder, why);
    if (!git) throw UsageError("the old files would be lost: " + why + way_out);
    const std::string path = git->path_of(folder);
    const auto changed = git->uncommitted(path);
    if (!changed.empty()) {
      throw UsageError("git has not all of " + folder.string() + " as it is: " + changed.front() +
                       (changed.size() > 1 ? " and others are" : " is") +
                       " not committed; commit or remove that first" + way_out);
    }
    const auto head = git->commit("HEAD");
    const Tree committed = head ? git->files(*head, {path}) : Tree();
    for (const auto& file : files) {
      if (fs::weakly_canonical(file).parent_path() != folder) continue;
      for (const auto& one : regular_files(file)) {
        if (!committed.contains(git->path_of(one)))
          throw UsageError("git does not have " + one.string() + ", which would be lost" + way_out);
      }
    }
  }
}

void require_free_archive(const std::vector<fs::path>& files, const fs::path& root,
                          const fs::path& archive) {
  const fs::path below =
      fs::weakly_canonical(archive).lexically_relative(fs::weakly_canonical(root));
  if (!below.empty() && *below.begin() != "..")
    throw UsageError("the archive " + archive.string() + " is within " + root.string() +
                     ", where the chain's tool may read it: name a folder outside");
  for (const auto& copy : copies(files, root, archive)) {
    if (fs::exists(copy.kept) && !is_copied(copy))
      throw UsageError(copy.kept.string() + " is there already, and is another file");
  }
}

void copy_to_archive(const std::vector<fs::path>& files, const fs::path& root,
                     const fs::path& archive) {
  require_free_archive(files, root, archive);
  for (const auto& copy : copies(files, root, archive)) {
    if (is_copied(copy)) continue;
    // Under its name only when it is whole, so that who is cut off can begin again.
    const fs::path part = copy.kept.string() + ".part";
    std::error_code error;
    fs::create_directories(copy.kept.parent_path(), error);
    if (!error) fs::copy_file(copy.file, part, fs::copy_options::overwrite_existing, error);
    if (!error) fs::rename(part, copy.kept, error);
    if (error)
      throw EnvironmentError("cannot copy " + copy.file.string() + " to " + copy.kept.string() +
                             ": " + error.message());
  }
}

}  // namespace pgstair::squash
