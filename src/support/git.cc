// SPDX-License-Identifier: MIT
#include "support/git.h"

#include <algorithm>
#include <charconv>

#include "support/errors.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair {

namespace {

namespace fs = std::filesystem;

ProcessResult git(const fs::path& folder, std::vector<std::string> arguments,
                  std::string input = "") {
  arguments.insert(arguments.begin(), {"git", "--no-optional-locks", "-C", folder.string()});
  // A hook is told of its repository, by paths that need not lead there from here.
  return run({.arguments = std::move(arguments),
              .unset = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"},
              .set = {"LC_ALL=C"},
              .input = std::move(input)});
}

std::string output(const fs::path& folder, std::vector<std::string> arguments,
                   std::string input = "") {
  ProcessResult result = git(folder, arguments, std::move(input));
  if (result.succeeded()) return std::move(result.out);
  throw EnvironmentError("git " + join(arguments, " ") + " failed in " + folder.string() + ": " +
                         std::string(trim(result.err)));
}

/// Takes the text up to the next `end` from the front of `rest`.
std::string_view take(std::string_view& rest, char end) {
  const std::string_view taken = rest.substr(0, rest.find(end));
  rest.remove_prefix(std::min(taken.size() + 1, rest.size()));
  return taken;
}

std::size_t number_in(std::string_view digits) {
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

std::optional<Git> Git::of(const fs::path& folder, std::string& why) {
  if (!find_program("git")) {
    why = "there is no git";
    return std::nullopt;
  }
  const ProcessResult found = git(folder, {"rev-parse", "--show-toplevel"});
  if (found.succeeded()) return Git(std::string(trim(found.out)));
  why = folder.string() + " is in no repository of git";
  if (found.err.find("not a git repository") == std::string::npos)
    why = "git says: " + std::string(trim(found.err.substr(0, found.err.find('\n'))));
  return std::nullopt;
}

std::string Git::path_of(const fs::path& folder) const {
  const fs::path path = fs::weakly_canonical(folder).lexically_relative(root_);
  return path == "." ? "" : path.string();
}

std::optional<std::string> Git::commit(const std::string& name) const {
  const ProcessResult found =
      git(root_, {"rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"});
  if (!found.succeeded()) return std::nullopt;
  return std::string(trim(found.out));
}

std::optional<std::string> Git::upstream() const {
  const std::string names = output(
      root_, {"for-each-ref", "--format=%(refname:lstrip=2) %(symref:lstrip=2)", "refs/remotes"});
  std::map<std::string, std::string> known;  // and what it stands for
  std::vector<std::string> remotes{"origin"};
  for (std::string_view line : lines(names)) {
    const std::string name(take(line, ' '));
    known.emplace(name, line.empty() ? name : std::string(line));
    remotes.push_back(name.substr(0, name.find('/')));
  }
  for (const auto& remote : remotes) {
    for (const char* branch : {"/HEAD", "/main", "/master"}) {
      if (const auto found = known.find(remote + branch); found != known.end())
        return found->second;
    }
  }
  return std::nullopt;
}

std::optional<std::string> Git::merge_base(const std::string& commit) const {
  const ProcessResult found = git(root_, {"merge-base", commit, "HEAD"});
  if (!found.succeeded()) return std::nullopt;
  return std::string(trim(found.out));
}

Tree Git::files(const std::string& commit, const std::vector<std::string>& folders) const {
  std::vector<std::string> arguments{"ls-tree", "-r", "-z", "--full-tree", commit};
  if (std::ranges::find(folders, "") == folders.end()) {
    arguments.emplace_back("--");
    for (const auto& folder : folders) arguments.push_back(folder + "/");
  }
  const std::string listed = output(root_, arguments);
  Tree tree;
  for (std::string_view rest = listed; !rest.empty();) {
    std::string_view entry = take(rest, '\0');
    take(entry, ' ');  // its mode
    const std::string_view type = take(entry, ' ');
    const std::string_view id = take(entry, '\t');
    if (type == "blob") tree.emplace(entry, id);
  }
  return tree;
}

std::vector<std::string> Git::uncommitted(const std::string& folder) const {
  const std::string told =
      output(root_, {"status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--",
                     folder.empty() ? "." : folder});
  std::vector<std::string> paths;
  for (std::string_view rest = told; !rest.empty();) {
    constexpr std::size_t state = 3;  // two letters and a blank
    paths.emplace_back(take(rest, '\0').substr(state));
  }
  return paths;
}

std::map<std::string, std::string> Git::contents(const std::vector<std::string>& ids) const {
  std::map<std::string, std::string> found;
  if (ids.empty()) return found;
  const std::string told = output(root_, {"cat-file", "--batch"}, join(ids, "\n") + "\n");
  for (std::string_view rest = told; !rest.empty();) {
    std::string_view header = take(rest, '\n');
    const std::string_view id = take(header, ' ');
    const std::string_view type = take(header, ' ');
    if (type != "blob") throw EnvironmentError("git has no content of " + std::string(id));
    const std::size_t size = std::min(number_in(header), rest.size());
    found.emplace(id, rest.substr(0, size));
    rest.remove_prefix(std::min(size + 1, rest.size()));
  }
  return found;
}

std::optional<std::string> Git::newest_tag_with(const std::string& commit,
                                                const std::string& file) const {
  const std::string tags =
      output(root_, {"for-each-ref", "--merged=" + commit, "--sort=-creatordate",
                     "--format=%(refname:lstrip=2)", "refs/tags"});
  for (const auto tag : lines(tags)) {
    const std::string name(tag);
    if (git(root_, {"cat-file", "-e", "refs/tags/" + name + ":" + file}).succeeded()) return name;
  }
  return std::nullopt;
}

bool Git::has_folder(const std::string& commit, const std::string& folder) const {
  const ProcessResult type = git(root_, {"cat-file", "-t", commit + ":" + folder});
  return type.succeeded() && trim(type.out) == "tree";
}

void Git::unpack(const std::string& commit, const std::string& folder, const fs::path& into) const {
  const fs::path archive = into / ".archive.tar";
  output(root_, {"archive", "--format=tar", "--output=" + archive.string(), commit + ":" + folder});
  const ProcessResult unpacked =
      run({.arguments = {"tar", "-xf", archive.string(), "-C", into.string()}});
  if (!unpacked.succeeded()) throw EnvironmentError("tar: " + unpacked.err);
  fs::remove(archive);
}

}  // namespace pgstair
