// SPDX-License-Identifier: MIT
#include "server/copy_tree.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "support/checksum.h"
#include "support/errors.h"
#include "support/share_out.h"
#include "support/unique_fd.h"

namespace pgstair::server {

namespace {

namespace fs = std::filesystem;

EnvironmentError cannot_copy(const fs::path& from, const fs::path& to) {
  return EnvironmentError("cannot copy " + from.string() + " to " + to.string() + ": " +
                          std::strerror(errno));
}

/// The kernel moves the bytes: sharing blocks where the file system can, else without a detour
/// through this process.
bool copy_content(int from, int to, off_t size) {
  for (off_t done = 0; done < size;) {
    const auto rest = static_cast<std::size_t>(size - done);
    ssize_t count = ::copy_file_range(from, nullptr, to, nullptr, rest, 0);
    if (count < 0 &&
        (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)) {
      count = ::sendfile(to, from, nullptr, rest);
    }
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) break;  // the file shrank; nobody writes to a template, so this cannot be
    done += count;
  }
  return true;
}

void copy_file(const fs::path& from, const fs::path& to, const struct stat& owner) {
  const UniqueFd in(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat status {};
  if (!in || ::fstat(in.get(), &status) != 0) throw cannot_copy(from, to);
  const mode_t mode = status.st_mode & 07777;
  const UniqueFd out(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!out) throw cannot_copy(from, to);
  if (::geteuid() == 0 && ::fchown(out.get(), owner.st_uid, owner.st_gid) != 0) {
    throw cannot_copy(from, to);
  }
  if (!copy_content(in.get(), out.get(), status.st_size)) throw cannot_copy(from, to);
}

struct Copy {
  fs::path from;
  fs::path to;
};

/// Makes the directories, and tells what files are to be copied into them.
void make_directories(const fs::path& from, const fs::path& to, const struct stat& owner,
                      std::vector<Copy>& files) {
  struct stat status {};
  if (::stat(from.c_str(), &status) != 0) throw cannot_copy(from, to);
  if (::mkdir(to.c_str(), status.st_mode & 07777) != 0) throw cannot_copy(from, to);
  if (::geteuid() == 0 && ::chown(to.c_str(), owner.st_uid, owner.st_gid) != 0) {
    throw cannot_copy(from, to);
  }
  for (const auto& entry : fs::directory_iterator(from)) {
    const fs::path target = to / entry.path().filename();
    if (entry.is_directory() && !entry.is_symlink()) {
      make_directories(entry.path(), target, owner, files);
    } else {
      files.push_back({entry.path(), target});
    }
  }
}

/// A cluster is a thousand small files: the time goes into system calls, which all cores can make.
void copy_files(const std::vector<Copy>& files, const struct stat& owner) {
  constexpr unsigned most_threads = 4;
  const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1u, most_threads);
  share_out(files.size(), count, [&](std::size_t, Items& items) {
    while (const auto n = items.next()) copy_file(files[*n].from, files[*n].to, owner);
  });
}

}  // namespace

void copy_tree(const fs::path& from, const fs::path& to) {
  struct stat owner {};
  if (::stat(to.parent_path().c_str(), &owner) != 0) throw cannot_copy(from, to);
  std::vector<Copy> files;
  make_directories(from, to, owner, files);
  copy_files(files, owner);
}

TreeState state_of_tree(const fs::path& directory) try {
  std::vector<std::string> lines;
  TreeState state;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    struct stat status {};
    if (::lstat(entry.path().c_str(), &status) != 0)
      throw EnvironmentError("cannot look at " + entry.path().string() + ": " +
                             std::strerror(errno));
    std::string line =
        entry.path().lexically_relative(directory).string() + " " + std::to_string(status.st_mode);
    if (S_ISREG(status.st_mode)) {  // a folder's own size is the file system's matter
      line += " " + std::to_string(status.st_size) + " " + std::to_string(status.st_mtim.tv_sec);
      state.bytes += static_cast<std::uintmax_t>(status.st_size);
    }
    lines.push_back(std::move(line));
  }
  std::ranges::sort(lines);
  Checksum checksum;
  for (const auto& line : lines) checksum.add(line + "\n");
  state.checksum = checksum.text();
  return state;
} catch (const fs::filesystem_error& error) {
  throw EnvironmentError("cannot look at " + directory.string() + ": " + error.code().message());
}

}  // namespace pgstair::server
