// SPDX-License-Identifier: MIT
#include "seed/profile/profile.h"

#include "fuzz/readers.h"
#include "fuzz/refusals.h"
#include "fuzz/temporary_file.h"

namespace pgstair::fuzz {

namespace {

/// What a fill asks of it.
void use(const seed::Profile& profile) {
  constexpr std::uint64_t rows = 1000;
  for (const auto& table : profile.scaled(rows).tables) {
    for (const auto& column : table.columns) {
      seed::Draw draw(1, 1, 1);
      (void)column.is_null(draw);
      ensure(column.rank(draw, rows) < rows, "a rank is below its limit");
    }
  }
}

}  // namespace

void read_profile(std::string_view bytes) {
  const TemporaryFile file("profile.json", bytes);
  may_refuse([&] {
    const auto profile = seed::read_profile_file(file.folder() / "profile.json");
    use(profile);
    (void)seed::to_text(profile);
  });
}

}  // namespace pgstair::fuzz
