// SPDX-License-Identifier: MIT
#include "server/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "support/errors.h"

namespace pgstair::server {

namespace {

UniqueFd open_and_lock(const std::filesystem::path& path, int operation) {
  UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  int result = file ? ::flock(file.get(), operation) : -1;
  while (file && result != 0 && errno == EINTR) result = ::flock(file.get(), operation);
  if (result != 0) {
    throw EnvironmentError("cannot lock " + path.string() + ": " + std::strerror(errno));
  }
  return file;
}

}  // namespace

FileLock FileLock::exclusive(const std::filesystem::path& path) {
  return FileLock(open_and_lock(path, LOCK_EX));
}

FileLock FileLock::shared(const std::filesystem::path& path) {
  return FileLock(open_and_lock(path, LOCK_SH));
}

std::optional<FileLock> FileLock::try_exclusive(const std::filesystem::path& path) {
  UniqueFd file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
  if (!file || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0) return std::nullopt;
  return FileLock(std::move(file));
}

bool FileLock::is_on(const std::filesystem::path& path) const {
  struct stat ours {};
  struct stat theirs {};
  return ::fstat(file_.get(), &ours) == 0 && ::lstat(path.c_str(), &theirs) == 0 &&
         ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

}  // namespace pgstair::server
