// SPDX-License-Identifier: MIT
// Random DDL on several databases that start empty: whether two of them are equal must be the same
// for us as for pg_dump. PGSTAIR_FUZZ_COMPARISONS=10000 makes the run longer than the default,
// PGSTAIR_FUZZ_SEED another one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <iostream>
#include <set>

#include "catalog/describe.h"
#include "catalog/fuzz/grammar.h"
#include "catalog/fuzz/minimise.h"
#include "catalog/fuzz/subject.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::catalog::fuzz {

namespace {

constexpr std::size_t subjects_at_once = 8;
constexpr std::size_t creations_of_an_episode = 12;
constexpr std::size_t rounds_of_an_episode = 10;
constexpr std::size_t failures_to_stop_at = 4;

std::size_t from_environment(const char* name, std::size_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::stoul(value);
}

Grammar read_grammar() {
  const std::filesystem::path folder = PGSTAIR_SOURCE_DIR;
  return Grammar(read_file(folder / "tests/catalog/fuzz/ddl.grammar"));
}

std::string to_text(const Difference& difference) {
  std::string text;
  for (const auto& change : difference) text += "  " + to_string(change) + "\n";
  return text.empty() ? "  nothing\n" : text;
}

/// The lines that only one of the two dumps has.
std::string difference_of_dumps(const std::string& one, const std::string& other) {
  const auto count = [](const std::string& text) {
    std::multiset<std::string> result;
    for (const std::string_view line : lines(text)) result.emplace(line);
    return result;
  };
  const auto print = [](const std::multiset<std::string>& all, std::multiset<std::string> known,
                        const std::string& mark) {
    std::string text;
    for (const auto& line : all) {
      const auto found = known.find(line);
      if (found == known.end()) {
        text += "  " + mark + line + "\n";
      } else {
        known.erase(found);
      }
    }
    return text;
  };
  const auto left = count(one);
  const auto right = count(other);
  const std::string text = print(left, right, "A ") + print(right, left, "B ");
  return text.empty() ? "  nothing but the order of lines\n" : text;
}

/// Two databases that went the ways of `entries`. The catalog is read after each statement, so that
/// what the incremental reader gets wrong shows again.
struct Replay {
  explicit Replay(const Entries& entries) {
    for (const Entry& entry : entries) {
      if (entry.in_first) step(first, entry.sql);
      if (entry.in_second) step(second, entry.sql);
    }
    first.refresh();
    second.refresh();
  }

  static void step(Subject& subject, const std::string& sql) {
    subject.apply(0, sql);
    subject.read();
  }

  Subject first;
  Subject second;
};

std::string describe_disagreement(const Subject& one, const Subject& other) {
  const Comparison wanted = compare(one, other);
  const auto fails = [&](const Entries& entries) {
    const Replay replay(entries);
    const Comparison now = compare(replay.first, replay.second);
    return !now.agrees() && now.equal_for_us() == wanted.equal_for_us();
  };
  Entries entries = merged(one.history(), other.history());
  if (!fails(entries)) {
    return "not to be seen again by replaying it:\n" + to_string(entries) + "ours:\n" +
           to_text(wanted.difference) + "pg_dump's:\n" +
           difference_of_dumps(one.dump(), other.dump());
  }
  entries = minimised(std::move(entries), fails);
  const Replay replay(entries);
  return to_string(entries) + "ours:\n" + to_text(compare(replay.first, replay.second).difference) +
         "pg_dump's:\n" + difference_of_dumps(replay.first.dump(), replay.second.dump());
}

std::string describe_misreading(const Subject& subject) {
  const auto fails = [](const Entries& entries) {
    return !Replay(entries).first.misreading().empty();
  };
  Entries entries = merged(subject.history(), {});
  if (!fails(entries)) return "not to be seen again by replaying it:\n" + to_string(entries);
  entries = minimised(std::move(entries), fails);
  return to_string(entries) + Replay(entries).first.misreading();
}

class Fuzzer {
 public:
  Fuzzer(std::uint64_t seed, std::size_t comparisons)
      : seed_(seed), wanted_(comparisons), random_(seed), grammar_(read_grammar()) {}

  void run() {
    while (!finished()) run_episode();
    std::cout << "seed " << seed_ << ": " << equal_ + different_ << " comparisons, " << equal_
              << " equal, " << different_ << " different, " << dumps_ << " dumps\n";
    EXPECT_GT(equal_, 0U) << "no two databases were ever equal";
    EXPECT_GT(different_, 0U) << "no two databases were ever different";
  }

 private:
  bool finished() const {
    return equal_ + different_ >= wanted_ || failures_ >= failures_to_stop_at;
  }

  void run_episode() {
    subjects_.clear();
    for (std::size_t i = 0; i < subjects_at_once; ++i) subjects_.emplace_back();
    step_ = 0;
    apply_to_all(grammar_.expand("first", random_));
    for (std::size_t i = 0; i < creations_of_an_episode; ++i) {
      apply_to_all(grammar_.expand("create", random_));
    }
    const std::size_t failures_before = failures_;
    compare_all();
    for (std::size_t round = 0; round < rounds_of_an_episode && !finished(); ++round) {
      make_equal();
      diverge_and_converge();
      // The databases stay as they are: the same disagreement would be found again.
      if (failures_ > failures_before) return;
    }
    for (Subject& subject : subjects_) {
      if (!subject.misreading().empty()) fail(describe_misreading(subject));
    }
  }

  /// From equal databases: all but the first go one step, each another, so that pairs differ by
  /// little and nothing is hidden by it; then each goes the steps of the others.
  void diverge_and_converge() {
    std::vector<Step> steps;
    for (std::size_t i = 1; i < subjects_.size(); ++i) {
      steps.push_back(step_that_is_possible());
      take_a_route(subjects_[i], step_ + i, steps.back());
    }
    step_ += subjects_.size();
    compare_all();
    for (std::size_t i = 0; i < steps.size(); ++i, ++step_) {
      for (std::size_t j = 0; j < subjects_.size(); ++j) {
        if (j != i + 1) take_a_route(subjects_[j], step_, steps[i]);
      }
    }
    compare_all();
  }

  /// A step whose first statement the first database will accept, if one is found soon.
  Step step_that_is_possible() {
    for (int attempt = 0; attempt < 20; ++attempt) {
      Step step = grammar_.expand("step", random_);
      if (subjects_.front().would_accept(step.front().front())) return step;
    }
    return grammar_.expand("step", random_);
  }

  /// To all databases; each takes a route of its own.
  void apply_to_all(const Step& step) {
    for (Subject& subject : subjects_) take_a_route(subject, step_, step);
    ++step_;
  }

  void take_a_route(Subject& subject, std::size_t number, const Step& step) {
    for (const auto& sql : step[random_.below(step.size())]) subject.apply(number, sql);
  }

  /// Copies of the first in place of those that came to something else.
  void make_equal() {
    for (std::size_t i = 1; i < subjects_.size(); ++i) {
      if (!equal(subjects_[0].snapshot(), subjects_[i].snapshot())) {
        subjects_[i] = subjects_[0].copy();
      }
    }
  }

  void compare_all() {
    const std::vector<bool> changed = refresh_all();
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
      for (std::size_t j = i + 1; j < subjects_.size(); ++j) {
        if (!(changed[i] || changed[j])) continue;
        const Comparison comparison = compare(subjects_[i], subjects_[j]);
        ++(comparison.equal_for_pg_dump ? equal_ : different_);
        if (comparison.agrees()) continue;
        fail(describe_disagreement(subjects_[i], subjects_[j]));
        return;
      }
    }
  }

  /// At the same time, as pg_dump is what takes long.
  std::vector<bool> refresh_all() {
    std::vector<std::future<bool>> refreshed;
    for (Subject& subject : subjects_) {
      refreshed.push_back(std::async(std::launch::async, [&subject] { return subject.refresh(); }));
    }
    std::vector<bool> changed;
    for (auto& future : refreshed) changed.push_back(future.get());
    dumps_ += static_cast<std::size_t>(std::count(changed.begin(), changed.end(), true));
    return changed;
  }

  void fail(const std::string& description) {
    ++failures_;
    ADD_FAILURE() << "seed " << seed_ << ", after " << equal_ + different_ << " comparisons\n"
                  << description;
  }

  std::uint64_t seed_;
  std::size_t wanted_;
  Random random_;
  Grammar grammar_;
  std::vector<Subject> subjects_;
  std::size_t step_ = 0;
  std::size_t equal_ = 0;
  std::size_t different_ = 0;
  std::size_t dumps_ = 0;
  std::size_t failures_ = 0;
};

TEST(Fuzz, AgreesWithPgDumpOnEquality) {
  if (!have_pg_dump()) GTEST_SKIP() << "there is no pg_dump for this server";
  Fuzzer(from_environment("PGSTAIR_FUZZ_SEED", 1),
         from_environment("PGSTAIR_FUZZ_COMPARISONS", 150))
      .run();
}

}  // namespace

}  // namespace pgstair::catalog::fuzz
