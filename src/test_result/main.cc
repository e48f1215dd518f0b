// SPDX-License-Identifier: MIT
// pgstair-test-result FILE TEST: what the walk that left FILE says to one test.
//
// A program of its own, with nothing but the standard library, because ctest starts it once for
// each test. The file is that of harness/named_tests/results_file.h.
//
// Exit codes: 0 passed, 1 failed (or no result for it, whatever the reason), 77 not checked.
#include <fstream>
#include <iostream>
#include <string>

namespace {

constexpr int failed = 1;
constexpr int not_checked = 77;

int no_result(const std::string& why) {
  std::cout << why << '\n';
  return failed;
}

int exit_code_of(const std::string& outcome) {
  if (outcome == "passed") return 0;
  return outcome == "skipped" ? not_checked : failed;
}

/// Goes through the tests of the file, which ends with "end", up to the one of that name.
int tell(std::istream& file, const std::string& test) {
  std::string outcome;
  std::string name;
  std::string text;
  std::size_t length = 0;
  while (file >> outcome && outcome != "end") {
    if (!(file >> length) || file.get() != ' ' || !std::getline(file, name)) break;
    text.resize(length);
    if (!file.read(text.data(), static_cast<std::streamsize>(length))) break;
    if (name != test) continue;
    std::cout << text << std::flush;
    return exit_code_of(outcome);
  }
  if (outcome != "end") return no_result("The results of the walk are cut short.");
  return no_result(
      "The walk has no result for this test: the chain has changed since it was listed.");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: pgstair-test-result FILE TEST\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  std::string heading;
  if (!std::getline(file, heading) || heading != "pgstair-results 1" ||
      !std::getline(file, heading)) {
    return no_result(
        "No result: the chain was not walked in this run of ctest. The fixture that walks it was "
        "left "
        "out (-FS, -FA), or the test was started without ctest.");
  }
  return tell(file, argv[2]);
}
