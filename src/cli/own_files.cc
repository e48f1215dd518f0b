// SPDX-License-Identifier: MIT
#include "cli/own_files.h"

#include "support/errors.h"

namespace pgstair::cli {

std::filesystem::path own_program() { return std::filesystem::read_symlink("/proc/self/exe"); }

std::string find_reader() {
  const auto here = own_program().parent_path();
  const auto installed = here / PGSTAIR_LIBEXEC_FROM_BIN;
  for (const auto& folder : {here, installed}) {
    const auto program = (folder / "pgstair-test-result").lexically_normal();
    if (std::filesystem::exists(program)) return program.string();
  }
  throw EnvironmentError("there is no pgstair-test-result beside " + here.string() + ", nor in " +
                             installed.lexically_normal().string(),
                         "It is a part of pgstair: install it again.");
}

}  // namespace pgstair::cli
