// SPDX-License-Identifier: MIT
#include "seed/cache/remembering_cache.h"

namespace pgstair::seed {

namespace {

template <typename Map>
std::optional<typename Map::mapped_type> find_in(const Map& map,
                                                 const typename Map::key_type& key) {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<std::vector<Verdict>> RememberingCache::verdicts(std::uint64_t question) const {
  return find_in(verdicts_, question);
}

void RememberingCache::remember_verdicts(std::uint64_t question,
                                         const std::vector<Verdict>& verdicts) {
  verdicts_.insert_or_assign(question, verdicts);
}

std::optional<bool> RememberingCache::accepted(const std::string& type,
                                               const std::string& value) const {
  return find_in(accepted_, {type, value});
}

void RememberingCache::remember_accepted(const std::string& type, const std::string& value,
                                         bool is_accepted) {
  accepted_.insert_or_assign({type, value}, is_accepted);
}

std::optional<TakenRows> RememberingCache::taken_rows(const std::string& load) const {
  return find_in(taken_rows_, load);
}

void RememberingCache::remember_taken_rows(const std::string& load, const TakenRows& taken) {
  taken_rows_.insert_or_assign(load, taken);
}

void RememberingCache::copy_to(FillCache& other) const {
  for (const auto& [question, verdicts] : verdicts_) other.remember_verdicts(question, verdicts);
  for (const auto& [input, is] : accepted_) other.remember_accepted(input.first, input.second, is);
  for (const auto& [load, taken] : taken_rows_) other.remember_taken_rows(load, taken);
}

}  // namespace pgstair::seed
