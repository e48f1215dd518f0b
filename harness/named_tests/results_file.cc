// SPDX-License-Identifier: MIT
#include "named_tests/results_file.h"

#include <charconv>
#include <chrono>
#include <string_view>

#include "support/errors.h"
#include "support/file.h"

namespace pgstair::named_tests {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view heading = "pgstair-results 1\ninputs ";

/// Takes a results file apart from its beginning.
class Reader {
 public:
  Reader(std::string_view rest, const std::string& file) : rest_(rest), file_(file) {}

  void expect(std::string_view text) {
    if (!rest_.starts_with(text)) fail();
    rest_.remove_prefix(text.size());
  }

  bool begins_with(std::string_view text) const { return rest_.starts_with(text); }

  std::string_view until(char end) {
    const auto length = rest_.find(end);
    if (length == std::string_view::npos) fail();
    const auto piece = rest_.substr(0, length);
    rest_.remove_prefix(length + 1);
    return piece;
  }

  std::string_view bytes(std::string_view count) {
    std::size_t number = 0;
    const auto read = std::from_chars(count.data(), count.data() + count.size(), number);
    if (read.ec != std::errc() || number > rest_.size()) fail();
    const auto piece = rest_.substr(0, number);
    rest_.remove_prefix(number);
    return piece;
  }

  [[noreturn]] void fail() const { throw UsageError("is no file of pgstair's results", {file_}); }

 private:
  std::string_view rest_;
  std::string file_;
};

TestResult::Outcome outcome_named(std::string_view name, const Reader& reader) {
  for (const auto outcome :
       {TestResult::Outcome::passed, TestResult::Outcome::skipped, TestResult::Outcome::failed}) {
    if (to_string(outcome) == name) return outcome;
  }
  reader.fail();
}

void remove_old_runs(const fs::path& folder) {
  const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
  std::error_code ignored;  // what cannot be removed today is removed another day
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const bool is_run = entry.path().filename().string().starts_with("run-");
    if (is_run && entry.last_write_time(ignored) < yesterday) fs::remove(entry.path(), ignored);
  }
}

}  // namespace

std::string render(const Results& results) {
  std::string text = std::string(heading) + results.inputs + "\n";
  for (const auto& test : results.tests) {
    text += std::string(to_string(test.outcome)) + " " + std::to_string(test.text.size()) + " " +
            test.name + "\n" + test.text;
  }
  return text + "end\n";
}

Results parse_results(const std::string& text, const std::string& file) {
  Reader reader(text, file);
  reader.expect(heading);
  Results results{std::string(reader.until('\n')), {}};
  while (!reader.begins_with("end\n")) {
    const auto outcome = outcome_named(reader.until(' '), reader);
    const auto length = reader.until(' ');
    const std::string name(reader.until('\n'));
    results.tests.push_back({name, outcome, std::string(reader.bytes(length))});
  }
  return results;
}

std::optional<Results> latest_results(const fs::path& folder, const std::string& inputs) try {
  const fs::path file = folder / "latest";
  if (inputs.empty() || !fs::exists(file)) return std::nullopt;
  Results results = parse_results(read_file(file), file.string());
  if (results.inputs != inputs) return std::nullopt;
  return results;
} catch (const UsageError&) {
  return std::nullopt;  // damaged, or another version's: a walk makes it again
}

void write_latest_results(const fs::path& folder, const Results& results) {
  write_file(folder / "latest", render(results));
}

void write_results_of_run(const fs::path& folder, const std::string& run, const Results& results) {
  write_file(folder / ("run-" + run), render(results));
  remove_old_runs(folder);
}

}  // namespace pgstair::named_tests
