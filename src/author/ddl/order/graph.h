// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <vector>

namespace pgstair::author {

/// How badly one thing needs another to be there first; the weaker need gives way in a circle.
enum class Need {
  name_in_body,  ///< a function names it, in a text that is not looked at before it runs
  part,          ///< a part of it does, which may be added later: a foreign key, a default
  sql_body,      ///< a function's SQL names it, which is checked unless that is turned off
  must,
};

/// What has to come before what. Things are numbers from 0, in the order in which they would come
/// if nothing needed another.
class Graph {
 public:
  using Node = std::size_t;

  explicit Graph(std::size_t size) : needs_(size) {}

  /// The stronger need counts if there are two. One does not need itself.
  void add(Node node, Node needed, Need need);

  const std::map<Node, Need>& needs_of(Node node) const { return needs_[node]; }
  std::size_t size() const { return needs_.size(); }

  /// A need that had to give way.
  struct Dropped {
    Node node;
    Node needed;
    Need need;
  };
  /// Drops the weakest needs until there are no circles. Of needs as weak, those of the node go
  /// that has fewest of them and is needed most.
  std::vector<Dropped> break_circles();

 private:
  std::vector<std::vector<Node>> circles() const;
  void break_circle(const std::vector<Node>& circle, std::vector<Dropped>& dropped);

  std::vector<std::map<Node, Need>> needs_;
};

}  // namespace pgstair::author
