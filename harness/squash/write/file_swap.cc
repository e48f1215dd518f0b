// SPDX-License-Identifier: MIT
#include "squash/write/file_swap.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ranges>

#include "support/at_process_end.h"
#include "support/errors.h"
#include "support/file.h"
#include "support/temp_dir.h"

namespace pgstair::squash {

namespace {

namespace fs = std::filesystem;

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

/// Of a new file: itself, or the highest folder that is to be made for it.
fs::path topmost_new(const fs::path& file) {
  fs::path top = file;
  while (top.has_parent_path() && !fs::exists(top.parent_path())) top = top.parent_path();
  return top;
}

/// Writes the new files within `stage` and adds the moves that bring them where they belong.
void prepare_new(const std::vector<author::RevisionFile>& fresh, const fs::path& stage,
                 std::vector<Move>& moves) {
  for (const auto& file : fresh) {
    const fs::path top = topmost_new(file.path);
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
  // Within the folder, so that a move is a rename; readers do not look at names with a dot.
  const TempDir beside(".pgstair-squash-", root);
  const fs::path away = beside.path() / "old";
  const fs::path stage = beside.path() / "new";
  std::vector<Move> moves;
  fs::create_directory(away);
  for (const auto& file : old)
    moves.push_back({file.string(), (away / std::to_string(moves.size())).string()});
  std::vector<Move> arrivals;
  prepare_new(fresh, stage, arrivals);
  moves.insert(moves.end(), arrivals.begin(), arrivals.end());

  const std::vector<std::string> made_here = below(beside.path());
  AtProcessEnd undo([&] {
    for (const auto& move : moves | std::views::reverse) take_back(move);
    for (const auto& path : made_here | std::views::reverse) std::remove(path.c_str());
  });
  for (const auto& move : moves) make(move);
  undo.cancel();
}

}  // namespace pgstair::squash
