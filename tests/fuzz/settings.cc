// SPDX-License-Identifier: MIT
#include "fuzz/readers.h"
#include "fuzz/refusals.h"
#include "fuzz/temporary_file.h"
#include "verify/options.h"

namespace pgstair::fuzz {

void read_settings(std::string_view bytes) {
  const TemporaryFile file("pgstair.toml", bytes);
  may_refuse([&] { (void)verify::read_configuration(file.folder()); });
}

}  // namespace pgstair::fuzz
