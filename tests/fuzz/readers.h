// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

/// What reads other people's bytes, each as one function of them. Nothing may come out of one but a
/// UsageError, which it swallows; what holds of everything that is read, it ensures.
namespace pgstair::fuzz {

void read_address(std::string_view bytes);   ///< of a server, in every notation
void read_chain(std::string_view bytes);     ///< a folder of files: see folder.h
void read_profile(std::string_view bytes);   ///< of `pgstair profile`
void read_script(std::string_view bytes);    ///< SQL as psql takes it, and all that is asked of it
void read_settings(std::string_view bytes);  ///< pgstair.toml
void read_snapshot(std::string_view bytes);  ///< of `pgstair snapshot`
void read_versions(std::string_view bytes);  ///< what a version table notes of a folder's chain

struct Reader {
  std::string_view name;
  void (*read)(std::string_view bytes);
};

const std::vector<Reader>& readers();

}  // namespace pgstair::fuzz
