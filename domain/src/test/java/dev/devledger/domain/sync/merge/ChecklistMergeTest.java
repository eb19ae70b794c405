package dev.devledger.domain.sync.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.content.OneField;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row F6: a checklist is merged item by item. */
class ChecklistMergeTest {

    /** A plus is a done item. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # what                                    | base    | local     | remote    | merged
                    one ticks, the other adds                 | a b     | a+ b      | a b c     | a+ b c
                    each ticks another                        | a b     | a+ b      | a b+      | a+ b+
                    both tick the same                        | a b     | a+ b      | a+ b c    | a+ b c
                    one renames, the other ticks              | a b c   | a x c     | a b+ c    | a x+ c
                    both rename alike, one ticks              | a b c   | a x c     | a x+ c    | a x+ c
                    each renames another                      | a b c   | x b c     | a b y     | x b y
                    two in a row are renamed                  | a b c d | a x y d   | a b+ c d  | a x+ y d
                    a rename at the end                       | a b     | a x       | a b+      | a x+
                    the only one is renamed                   | a       | x         | a+        | x+
                    fewer than there were: no rename          | a b c d | a x d     | a b c+ d  | a c+ x d
                    each deletes another                      | a b c   | b c       | a b       | b
                    both delete the same                      | a b c   | a c       | a c d     | a c d
                    here deleted, there as it was             | a b c   | a c       | a b c+    | a c+
                    here deleted, there ticked                | a b c   | a c+      | a b+ c    | a b+ c+
                    here deleted, there renamed               | a b c   | a c+      | a x c     | a x c+
                    there deleted, here renamed               | a b c   | a x c     | a c+      | a x c+
                    all deleted here, one ticked there        | a b     | -         | a+ b      | a+
                    both add the same                         | a       | a b       | a b+      | a b+
                    both add, one in common                   | a       | a b c     | a d b     | a d b c
                    both add at the end                       | a       | a x       | a y       | a y x
                    both add at the start                     | a       | x a       | y a       | y x a
                    two added on one side stay together       | a b     | a x y b   | a b c     | a x y b c
                    one renames, both add the same            | b       | x c       | b+ c      | x+ c
                    the first list on both sides              | -       | a b       | b c       | a b c
                    equal titles are told apart by their turn | a a b   | a a+ b    | a a b+    | a a+ b+
                    one of two equal ones is deleted          | a a     | a         | a a b     | a b
                    one more of the same title                | a       | a a       | a+        | a+ a
                    the ledger's order                        | a b c   | c b a     | a b c+    | c+ b a
                    the remote's order                        | a b c   | a+ b c    | c a b     | c a+ b
                    both orders: the remote's                 | a b c   | c b a     | b a c     | b a c
                    the ledger's order with remote's new one  | a b c   | c a b     | a b x c   | c a b x
                    """)
    void a_checklist_is_merged_by_items(String what, String base, String local, String remote, String merged) {
        ChecklistMerge.Merged made =
                ChecklistMerge.of(OneField.items(local), OneField.items(base), OneField.items(remote));
        assertThat(OneField.text(made.remote())).as(what).isEqualTo(merged);
        assertThat(made.collides()).as(what).isFalse();
    }

    /** What only one side did to the others is in both. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # base | local    | remote    | ours      | theirs
                    a b c  | a x c    | a y c     | a x c     | a y c
                    a b c  | a x c+   | a+ y c d  | a+ x c+ d | a+ y c+ d
                    a b c  | a x+ c   | a y c     | a x+ c    | a y+ c
                    a b c  | x y c    | u v c+    | x y c+    | u v c+
                    a b    | a x      | y a b     | y a x     | y a x
                    """)
    void of_an_item_with_two_new_titles_each_list_has_another(
            String base, String local, String remote, String ours, String theirs) {
        ChecklistMerge.Merged made =
                ChecklistMerge.of(OneField.items(local), OneField.items(base), OneField.items(remote));
        assertThat(OneField.text(made.local())).isEqualTo(ours);
        assertThat(OneField.text(made.remote())).isEqualTo(theirs);
        assertThat(made.collides()).isEqualTo(!ours.equals(theirs));
    }

    /** The ledger has it, the remote and the record do not yet. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # base | local   | remote  | merged
                    a b    | a x     | a b+ c  | a x+ c
                    a      | -       | a b     | b
                    a b c  | c b a   | a b+ c  | c b+ a
                    a      | a x     | a y     | a y x
                    a b    | a b+    | x b     | x b+
                    """)
    void a_merge_that_is_repeated_ends_in_the_same(String base, String local, String remote, String merged) {
        for (String ledger : List.of(local, merged)) {
            assertThat(OneField.text(
                            ChecklistMerge.of(OneField.items(ledger), OneField.items(base), OneField.items(remote))
                                    .remote()))
                    .isEqualTo(merged);
        }
    }
}
