// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "chain/chain.h"
#include "support/text.h"

/// A small language for chains: "c<-a,b" is a revision c whose parents are a and b.
namespace pgstair::chain {

inline std::vector<Revision> revisions(std::initializer_list<std::string> words) {
  std::vector<Revision> made;
  for (const auto& word : words) {
    const auto arrow = word.find("<-");
    Revision revision;
    revision.id = word.substr(0, arrow);
    revision.file = revision.id + ".sql";
    if (arrow != std::string::npos) {
      for (const auto parent : split(std::string_view(word).substr(arrow + 2), ',')) {
        revision.parents.emplace_back(parent);
      }
    }
    made.push_back(revision);
  }
  return made;
}

/// A chain without faults.
inline Chain chain(std::initializer_list<std::string> words) {
  std::vector<Fault> faults;
  return Chain::build(revisions(words), faults);
}

/// "code [file:line:column] message; advice" of each fault.
inline std::vector<std::string> shown(const std::vector<Fault>& faults) {
  std::vector<std::string> texts;
  for (const auto& fault : faults) {
    texts.push_back(fault.code + " [" + to_string(fault.location) + "] " + fault.message + "; " +
                    fault.advice);
  }
  return texts;
}

inline std::vector<std::string> codes(const std::vector<Fault>& faults) {
  std::vector<std::string> texts;
  for (const auto& fault : faults) texts.push_back(fault.code);
  return texts;
}

inline std::string ids(const Chain& chain) {
  std::vector<std::string> ids;
  for (const auto& revision : chain.revisions()) ids.push_back(revision.id);
  return join(ids, " ");
}

}  // namespace pgstair::chain
