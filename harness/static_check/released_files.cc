// SPDX-License-Identifier: MIT
// Three states of a file decide: where the work here began (the merge base), as it is released now,
// and as it is here. What is here as it was at the beginning, somebody else has changed; what is
// here as it is released, nobody need look at.
#include "static_check/released_files.h"

#include <algorithm>
#include <utility>

#include "support/errors.h"
#include "support/file.h"
#include "support/git.h"
#include "support/text.h"

namespace pgstair::static_check {

namespace {

namespace fs = std::filesystem;

bool has_suffix(const ChainFiles& chain, const std::string& path) {
  return std::ranges::any_of(chain.suffixes,
                             [&](const std::string& suffix) { return path.ends_with(suffix); });
}

fs::path whole(const fs::path& folder) { return fs::weakly_canonical(folder); }

/// A checkout may have given lines other ends.
std::string with_plain_ends(std::string text) { return replace_all(std::move(text), "\r\n", "\n"); }

/// The chain's files as they are below `root`.
Files files_here(const fs::path& root, const ChainFiles& chain) {
  Files files;
  for (const auto& folder : chain.folders) {
    std::error_code ignored;
    for (auto entry = fs::recursive_directory_iterator(whole(folder), ignored);
         entry != fs::recursive_directory_iterator(); entry.increment(ignored)) {
      const fs::path& path = entry->path();
      const bool is_hidden = path.filename().string().starts_with('.');
      if (entry->is_directory(ignored) && (is_hidden || !chain.recursive))
        entry.disable_recursion_pending();
      if (!is_hidden && entry->is_regular_file(ignored) && has_suffix(chain, path))
        files.emplace(path.lexically_relative(root), with_plain_ends(read_file(path)));
    }
  }
  return files;
}

const std::string* text_of(const Files& files, const std::string& path) {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

bool same_text(const std::string* a, const std::string* b) {
  return a == nullptr || b == nullptr ? a == b : *a == *b;
}

/// Completes what `released` has, by what is here and what was at the beginning.
void compare(const Files& beginning, const Files& here, ReleasedFiles& result) {
  std::set<std::string> paths;
  for (const Files* files : {&beginning, &std::as_const(result.released), &here}) {
    for (const auto& [path, text] : *files) paths.insert(path);
  }
  result.merged = result.released;
  for (const auto& path : paths) {
    const std::string* now = text_of(here, path);
    if (same_text(now, text_of(result.released, path))) continue;
    if (same_text(now, text_of(beginning, path))) {
      result.is_behind = true;
      continue;
    }
    result.changed.insert(path);
    result.merged.erase(path);
    if (now != nullptr) result.merged.emplace(path, *now);
  }
}

/// Those of a commit that are the chain's.
Tree of_chain(Tree tree, const std::vector<std::string>& folders, const ChainFiles& chain) {
  std::erase_if(tree, [&](const auto& file) {
    const std::string folder = fs::path(file.first).parent_path();
    const bool is_beside = std::ranges::find(folders, folder) != folders.end();
    return !has_suffix(chain, file.first) || (!chain.recursive && !is_beside);
  });
  return tree;
}

Files texts_of(const Tree& tree, const std::map<std::string, std::string>& contents) {
  Files files;
  for (const auto& [path, id] : tree) files.emplace(path, with_plain_ends(contents.at(id)));
  return files;
}

std::map<std::string, std::string> contents_of(const Git& git, const Tree& a, const Tree& b) {
  std::set<std::string> ids;
  for (const auto* tree : {&a, &b}) {
    for (const auto& [path, id] : *tree) ids.insert(id);
  }
  return git.contents({ids.begin(), ids.end()});
}

Release from_folder(const ChainFiles& chain, const fs::path& released) {
  if (!fs::is_directory(released))
    throw UsageError("there is no folder " + released.string() + " with released files");
  ChainFiles other = chain;
  other.folders = {released};
  ReleasedFiles result;
  result.name = result.full_name = released.string();
  result.root = whole(chain.folders.front());
  result.released = files_here(whole(released), other);
  compare(result.released, files_here(result.root, chain), result);
  return {std::move(result), ""};
}

struct Commits {
  std::string name;
  std::string released;
  std::string beginning;
};

/// The commits to compare with; or `why_not`.
std::optional<Commits> find_commits(const Git& git, const std::string& base_ref,
                                    std::string& why_not) {
  const std::optional<std::string> name =
      base_ref.empty() ? git.upstream() : std::optional(base_ref);
  if (!name) {
    why_not =
        "there is no origin/HEAD, origin/main or origin/master: name what is released with "
        "--base-ref";
    return std::nullopt;
  }
  const auto released = git.commit(*name);
  if (!released && !base_ref.empty())
    throw UsageError("git knows no commit " + base_ref + " (--base-ref)");
  if (!released) {
    why_not = "git knows no commit " + *name;
    return std::nullopt;
  }
  const auto beginning = git.merge_base(*released);
  if (!beginning) {
    why_not = *name +
              " and HEAD have no commit in common here: fetch more of the history (in CI: "
              "fetch-depth: 0)";
    return std::nullopt;
  }
  return Commits{*name, *released, *beginning};
}

}  // namespace

Release find_release(const ChainFiles& chain, const ReleaseOptions& options) {
  if (options.off) return {std::nullopt, "it is not wanted (--no-base-ref)"};
  if (!options.released.empty()) return from_folder(chain, options.released);
  Release release;
  const auto git = Git::of(chain.folders.front(), release.why_not);
  if (!git && !options.base_ref.empty()) throw UsageError("--base-ref: " + release.why_not);
  if (!git) return release;
  const auto commits = find_commits(*git, options.base_ref, release.why_not);
  if (!commits) return release;

  std::vector<std::string> folders;
  for (const auto& folder : chain.folders) folders.push_back(git->path_of(folder));
  const auto files_of = [&](const std::string& commit) {
    return of_chain(git->files(commit, folders), folders, chain);
  };
  const Tree released = files_of(commits->released);
  if (released.empty()) {
    release.has_nothing = true;
    release.why_not = "nothing of the chain is released: " + commits->name + " has no files in " +
                      join(folders, ", ");
    return release;
  }
  const bool has_moved_on = commits->beginning != commits->released;
  const Tree beginning = has_moved_on ? files_of(commits->beginning) : released;
  const auto contents = contents_of(*git, released, beginning);
  ReleasedFiles result;
  result.name = commits->name;
  result.full_name = commits->name + " (" + commits->released.substr(0, 7) + ")";
  result.root = git->root();
  result.released = texts_of(released, contents);
  compare(texts_of(beginning, contents), files_here(result.root, chain), result);
  release.files = std::move(result);
  return release;
}

}  // namespace pgstair::static_check
