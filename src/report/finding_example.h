// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

namespace pgstair::report {

/// What a finding looks like where it is written, and the same mended: the page of each finding
/// opens with them.
struct FindingExample {
  std::string_view code;      ///< of the catalogue
  std::string_view language;  ///< as Markdown calls it: "sql", "python", "toml", "sh", "text"
  std::string_view bad;
  std::string_view mended;
};

/// The example of `code`, or null: what is no fault of a chain has none.
const FindingExample* finding_example(std::string_view code);

/// All of them, by what they are about (examples/).
std::vector<FindingExample> examples_of_chains();
std::vector<FindingExample> examples_of_upgrades();
std::vector<FindingExample> examples_of_downgrades();
std::vector<FindingExample> examples_of_rows();
std::vector<FindingExample> examples_of_squashes();
std::vector<FindingExample> examples_of_texts();

}  // namespace pgstair::report
