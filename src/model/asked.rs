//! A map that is asked and never walked through: quick for a million entries, and in no order that
//! could reach a picture.

#![expect(clippy::disallowed_types, reason = "nothing here goes through it in its order")]

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::RandomState;

/// Values by what they are asked for.
#[derive(Clone, Debug)]
pub struct Asked<K, V>(HashMap<K, V, RandomState>);

impl<K, V> Default for Asked<K, V> {
    fn default() -> Self {
        Self(Default::default())
    }
}

impl<K: Eq + Hash, V> Asked<K, V> {
    /// The value that is kept for this.
    pub fn get<Q: ?Sized + Eq + Hash>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// The value that is kept for this; made where there is none.
    pub fn get_or_make(&mut self, key: K, make: impl FnOnce() -> V) -> &V {
        self.0.entry(key).or_insert_with(make)
    }

    /// The same, made of what it is kept for.
    pub fn get_or_make_with(&mut self, key: K, make: impl FnOnce(&K) -> V) -> &V {
        self.0.entry(key).or_insert_with_key(make)
    }

    /// Keeps a value, and tells whether there was none for this before.
    pub fn keep(&mut self, key: K, value: V) -> bool {
        self.0.insert(key, value).is_none()
    }

    /// Keeps nothing any more.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_and_made_once() {
        let mut asked: Asked<&str, usize> = Asked::default();
        assert!(asked.keep("a", 1) && !asked.keep("a", 2));
        assert_eq!((asked.get("a"), asked.get("b")), (Some(&2), None));
        assert_eq!((*asked.get_or_make("b", || 3), *asked.get_or_make("b", || 4)), (3, 3));
        assert_eq!(*asked.get_or_make_with("long", |key| key.len()), 4);
        asked.clear();
        assert_eq!(asked.get("a"), None);
    }
}
