// SPDX-License-Identifier: MIT
#include "seed/load/fast/condition_prefetch.h"

#include <atomic>
#include <exception>
#include <future>
#include <utility>

#include "seed/load/pinned_settings.h"
#include "support/errors.h"

namespace pgstair::seed {

namespace {

/// A condition may call a function that waits for what the loading session holds, which in turn
/// waits for the answer: no deadlock that the server could see.
constexpr const char* patience = "SET LOCAL lock_timeout = '500ms'";

}  // namespace

struct ConditionPrefetch::Step {
  std::atomic_flag is_taken;  ///< by whoever comes first
  std::promise<RememberingCache> answers;
};

ConditionPrefetch::ConditionPrefetch(const std::string& conninfo, const TableSources& sources)
    : sources_(sources),
      steps_(sources.steps().size()),
      thread_([this, conninfo](const std::stop_token& stop) { ask(stop, conninfo); }) {}

ConditionPrefetch::~ConditionPrefetch() = default;

void ConditionPrefetch::take(std::size_t step, FillCache& cache) {
  if (!steps_[step].is_taken.test_and_set()) return;
  steps_[step].answers.get_future().get().copy_to(cache);
}

void ConditionPrefetch::ask(const std::stop_token& stop, const std::string& conninfo) try {
  postgres::Session session(conninfo);
  session.execute("BEGIN");
  pin_settings(session);
  session.execute(patience);
  RememberingCache answers;  // to the present step
  Evaluator evaluator(session, answers);
  for (std::size_t i = 0; i < steps_.size() && !stop.stop_requested(); ++i) {
    Step& step = steps_[i];
    if (step.is_taken.test_and_set()) continue;
    try {
      sources_.ask(evaluator, sources_.steps()[i]);
    } catch (const EnvironmentError&) {  // the other session asks, and if it must, complains
      step.answers.set_value({});
      return;
    } catch (...) {
      step.answers.set_exception(std::current_exception());
      return;
    }
    step.answers.set_value(std::exchange(answers, {}));
  }
  session.execute("ROLLBACK");
} catch (const EnvironmentError&) {  // one session does all, only slower
}

}  // namespace pgstair::seed
