// SPDX-License-Identifier: MIT
#include "squash/write/file_swap.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ranges>

#include "support/at_process_end.h"
#include "support/contains.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/temp_dir.h"

namespace pgstair::squash {

namespace {

namespace fs = std::filesystem;

// Within the folder, so that a move is a rename; readers do not look at names with a dot.
constexpr const char* while_it_lasts = ".pgstair-squash-";
constexpr const char* when_it_is_done = ".pgstair-squashed-";

/// One step, which a rename takes.
struct Move {
  std::string from;
  std::string to;
};

void make(const Move& move) {
  if (std::rename(move.from.c_str(), move.to.c_str()) == 0) return;
  throw EnvironmentError("cannot move " + move.from + " to " + move.to + ": " +
                         std::strerror(errno));
}

/// Takes back what was made of it, if anything was. Makes system calls only.
void take_back(const Move& move) {
  const bool is_made = ::access(move.from.c_str(), F_OK) != 0;
  if (is_made) std::rename(move.to.c_str(), move.from.c_str());
}

/// Of a new file: itself, or the highest folder that is to be made for it, as there is none, or it
/// is one of the old.
fs::path topmost_new(const fs::path& file, const std::vector<fs::path>& old) {
  fs::path top = file;
  while (top.has_parent_path() &&
         (!fs::exists(top.parent_path()) || contains(old, top.parent_path())))
    top = top.parent_path();
  return top;
}

/// Writes the new files within `stage` and adds the moves that bring them where they belong.
void prepare_new(const std::vector<author::RevisionFile>& fresh, const std::vector<fs::path>& old,
                 const fs::path& stage, std::vector<Move>& moves) {
  for (const auto& file : fresh) {
    const fs::path top = topmost_new(file.path, old);
    const fs::path staged = stage / file.path.lexically_relative(top.parent_path());
    fs::create_directories(staged.parent_path());
    write_file(staged, file.text);
    const Move move{(stage / top.filename()).string(), top.string()};
    if (moves.empty() || moves.back().to != move.to) moves.push_back(move);
  }
}

/// The folder and all that is in it, each folder before its content.
std::vector<std::string> below(const fs::path& folder) {
  std::vector<std::string> paths{folder.string()};
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    paths.push_back(entry.path().string());
  return paths;
}

}  // namespace

void swap_files(const fs::path& root, const std::vector<fs::path>& old,
                const std::vector<author::RevisionFile>& fresh) {
  const TempDir beside(while_it_lasts, root);
  const fs::path away = beside.path() / "old";
  const fs::path stage = beside.path() / "new";
  std::vector<Move> moves;
  fs::create_directory(away);
  for (const auto& file : old)
    moves.push_back({file.string(), (away / std::to_string(moves.size())).string()});
  std::vector<Move> arrivals;
  prepare_new(fresh, old, stage, arrivals);
  moves.insert(moves.end(), arrivals.begin(), arrivals.end());

  const std::vector<std::string> made_here = below(beside.path());
  AtProcessEnd undo([&] {
    if (::access(made_here.front().c_str(), F_OK) != 0) return;  // it is done
    for (const auto& move : moves | std::views::reverse) take_back(move);
    for (const auto& path : made_here | std::views::reverse) std::remove(path.c_str());
  });
  for (const auto& move : moves) make(move);
  const std::string name = beside.path().filename().string();
  const fs::path done =
      root / (when_it_is_done + name.substr(std::string_view(while_it_lasts).size()));
  make({beside.path().string(), done.string()});
  undo.cancel();
  std::error_code ignored;
  fs::remove_all(done, ignored);
}

FolderForSwaps::FolderForSwaps(const fs::path& root)
    : lock_(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (!lock_) throw EnvironmentError("cannot open " + root.string() + ": " + std::strerror(errno));
  if (::flock(lock_.get(), LOCK_EX | LOCK_NB) != 0)
    throw UsageError("another pgstair squash is at work in " + root.string());
  for (const auto& entry : fs::directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    const bool is_cut_off = name.starts_with(while_it_lasts);
    if (is_cut_off && fs::exists(entry.path() / "old") && !fs::is_empty(entry.path() / "old"))
      throw EnvironmentError(
          "a squash was cut off before it could put the old files back: they "
          "are in " +
          entry.path().string() +
          ", and in git or the archive; restore them, and remove that folder");
    if (is_cut_off || name.starts_with(when_it_is_done)) fs::remove_all(entry.path());
  }
}

}  // namespace pgstair::squash
