// SPDX-License-Identifier: MIT
#include "prefix/touched_log.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "support/errors.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::prefix {

TouchedLog::TouchedLog() : file_(::memfd_create("pgstair-touched", MFD_CLOEXEC)) {
  if (!file_) throw EnvironmentError(std::string("cannot make a file: ") + std::strerror(errno));
}

std::string TouchedLog::path() const {
  return "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(file_.get());
}

std::vector<std::string> TouchedLog::lines() const {
  const std::string text = read_file(path());
  std::vector<std::string> result;
  for (const auto line : pgstair::lines(text)) result.emplace_back(line);
  return result;
}

}  // namespace pgstair::prefix
