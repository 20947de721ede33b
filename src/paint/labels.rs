//! Labels placed beside marks without overlap.
