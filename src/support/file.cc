// SPDX-License-Identifier: MIT
#include "support/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "support/errors.h"

namespace pgstair {

std::string read_file(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) {
    throw UsageError("is a directory, not a file", {path.string()});
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw UsageError(std::string("cannot be read: ") + std::strerror(errno), {path.string()});
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path draft = path.string() + ".tmp" + std::to_string(::getpid());
  std::ofstream out(draft, std::ios::binary | std::ios::trunc);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(draft, path, error);
  if (!out || error) {
    const std::string reason = error ? error.message() : std::strerror(errno);
    std::filesystem::remove(draft, error);
    throw EnvironmentError("cannot write " + path.string() + ": " + reason);
  }
}

}  // namespace pgstair
