// SPDX-License-Identifier: MIT
#include "support/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "support/errors.h"
#include "support/unique_fd.h"

namespace pgstair {

namespace {

namespace fs = std::filesystem;

EnvironmentError cannot_write(const fs::path& path) {
  return EnvironmentError("cannot write " + path.string() + ": " + std::strerror(errno));
}

/// Writes the content, and learns as late as at the close of it what went wrong (NFS, quotas).
void write_and_close(UniqueFd file, std::string_view content, const fs::path& path) {
  write_all(file.get(), content, path.string());
  if (::close(file.release()) != 0) throw cannot_write(path);
}

/// Whether a new file may stand in place of this one: nobody else holds it, nothing leads to it.
bool may_be_replaced(const fs::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return errno == ENOENT;
  return S_ISREG(status.st_mode) && status.st_nlink == 1 && status.st_uid == ::geteuid() &&
         status.st_gid == ::getegid();
}

/// Whether the descriptor is open for writing, and the file is what it is open on.
bool is_open_on(int descriptor, const struct stat& file) {
  struct stat status {};
  return (::fcntl(descriptor, F_GETFL) & O_ACCMODE) != O_RDONLY &&
         ::fstat(descriptor, &status) == 0 && status.st_dev == file.st_dev &&
         status.st_ino == file.st_ino;
}

/// Into the file itself. What is our standard output or error under another name (/dev/stdout) is
/// not opened anew: a socket cannot be, and a file would begin anew.
void write_through(const fs::path& path, std::string_view content) {
  struct stat status {};
  const bool is_there = ::stat(path.c_str(), &status) == 0;
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    if (is_there && is_open_on(descriptor, status))
      return write_all(descriptor, content, path.string());
  }
  UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666));
  if (!file) throw cannot_write(path);
  write_and_close(std::move(file), content, path);
}

/// Beside the file, under a name that is not too long wherever the file's own is not.
fs::path draft_beside(const fs::path& path) {
  constexpr std::size_t enough = 200;
  return path.parent_path() /
         (path.filename().string().substr(0, enough) + ".tmp" + std::to_string(::getpid()));
}

void replace(const fs::path& path, std::string_view content) {
  struct stat old {};
  const bool is_there = ::lstat(path.c_str(), &old) == 0;
  const fs::path draft = draft_beside(path);
  UniqueFd file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file && errno != EACCES) throw cannot_write(path);
  if (!file) return write_through(path, content);  // the folder takes no new file
  try {
    if (is_there && ::fchmod(file.get(), old.st_mode & 07777) != 0) throw cannot_write(path);
    write_and_close(std::move(file), content, path);
    if (::rename(draft.c_str(), path.c_str()) == 0) return;
    if (errno != EBUSY) throw cannot_write(path);  // it is mounted there itself
  } catch (...) {
    ::unlink(draft.c_str());
    throw;
  }
  ::unlink(draft.c_str());
  write_through(path, content);
}

UsageError cannot_read(const fs::path& path, int reason) {
  return UsageError(reason == EISDIR ? std::string("is a directory, not a file")
                                     : std::string("cannot be read: ") + std::strerror(reason),
                    {path.string()});
}

UsageError too_long(const fs::path& path) {
  return UsageError("has more than the " +
                        std::to_string(most_bytes_of_a_file / (std::uintmax_t{1024} * 1024)) +
                        " MB that a file may have here: take out what is no schema (of a dump: "
                        "pg_dump --schema-only)",
                    {path.string()});
}

/// Looks before it opens, for that alone may wait (a pipe) or do something (a device).
UniqueFd open_plain_file(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) throw cannot_read(path, errno);
  if (S_ISDIR(status.st_mode)) throw cannot_read(path, EISDIR);
  if (!S_ISREG(status.st_mode))
    throw UsageError(
        "is a pipe, a socket or a device, not a plain file: copy what it gives to a file",
        {path.string()});
  if (static_cast<std::uintmax_t>(status.st_size) > most_bytes_of_a_file) throw too_long(path);
  UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file) throw cannot_read(path, errno);
  return file;
}

}  // namespace

std::string read_file(const fs::path& path) {
  const UniqueFd file = open_plain_file(path);
  std::string content;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count == 0) return content;
    if (count > 0) content.append(buffer.data(), static_cast<std::size_t>(count));
    if (count < 0 && errno != EINTR) throw cannot_read(path, errno);
    if (content.size() > most_bytes_of_a_file) throw too_long(path);  // it grows, or hides its size
  }
}

void write_all(int descriptor, std::string_view content, const std::string& name) {
  while (!content.empty()) {
    const ssize_t count = ::write(descriptor, content.data(), content.size());
    if (count > 0) content.remove_prefix(static_cast<std::size_t>(count));
    if (count < 0 && errno != EINTR) throw cannot_write(name);
  }
}

void write_file(const fs::path& path, std::string_view content) {
  if (may_be_replaced(path)) {
    replace(path, content);
  } else {
    write_through(path, content);
  }
}

}  // namespace pgstair
