// SPDX-License-Identifier: MIT
#include "support/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>

#include "support/errors.h"
#include "support/file.h"

namespace pgstair {

void write_output(const std::string& file, std::string_view report) {
  if (!file.empty()) return write_file(file, report);
  check_standard_output();
  write_all(STDOUT_FILENO, report, "standard output");
}

void check_standard_output() {
  errno = 0;
  if (std::cout.flush()) return;
  // If it was an earlier write that failed, errno is long another's, and a line more tells why.
  const bool is_known = errno != 0 || ::write(STDOUT_FILENO, "\n", 1) < 0;
  const std::string reason = !is_known ? "" : std::string(": ") + std::strerror(errno);
  throw EnvironmentError("cannot write standard output" + reason,
                         "What was printed is not the whole report.");
}

void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest number that is free is this one's, as those below it are open.
    [[maybe_unused]] const int held = ::open("/dev/null", O_RDONLY);
  }
}

}  // namespace pgstair
